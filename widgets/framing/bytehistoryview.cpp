#include "widgets/framing/bytehistoryview.h"

#include "widgets/common/theme.h"
#include "widgets/common/tintedbar.h"
#include "widgets/framing/framecharts.h"
#include "widgets/models/frametext.h"
#include "widgets/models/plaintext.h"
#include "widgets/models/recordtext.h"
#include "widgets/tables/virtualtable.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QEvent>
#include <QtCore/QRegularExpression>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace widgets {

using models::Cell;
using models::Tone;
using netcore::PinnedValue;

namespace {

constexpr int refreshMs = 200;
constexpr int lastAtFirst = 1000;
constexpr int mostFrames = 100'000;

} // namespace

/// Newest last, as in the other tables; a value that differs from the one above is marked.
class ByteHistoryView::Rows final : public models::RowSource
{
public:
    explicit Rows(const ByteHistoryView &view) : m_view(view) {}
    quint64 firstRow() const override { return 0; }
    quint64 endRow() const override { return m_view.m_values.size(); }
    QList<models::Column> columns() const override
    {
        return {{tr("#"), tr("The frame"), 7, Qt::AlignRight},
                {QString(), tr("“≠” where the value is not that of the row above"), 2, Qt::AlignHCenter},
                {tr("Value"), tr("The value at the pinned place"), 12, Qt::AlignRight, true, true},
                {tr("Time"), tr("When the frame was complete"), 16, Qt::AlignLeft, true}};
    }
    Cell cell(quint64 row, int column) const override
    {
        const PinnedValue &value = m_view.m_values[row];
        const bool differs = row > 0 && m_view.m_values[row - 1].text != value.text;
        switch (column) {
        case 0: return {models::frameNumber(value.position), Tone::Dim};
        case 1: return {differs ? QStringLiteral("≠") : QString(), Tone::Warning};
        case 2:
            return {value.present                                   ? models::plain(value.text, 200)
                    : m_view.m_pin && !m_view.m_pin->path.isEmpty() ? tr("not there")
                                                                    : tr("too short"),
                    !value.present ? Tone::Dim
                    : differs      ? Tone::Warning
                                   : Tone::Plain};
        default:
            return {m_view.m_scan.store() ? models::clockText(m_view.m_scan.store()->startedAt(), value.time)
                                          : QString(),
                    Tone::Dim};
        }
    }

private:
    static QString tr(const char *text) { return ByteHistoryView::tr(text); }
    const ByteHistoryView &m_view;
};

ByteHistoryView::ByteHistoryView(const models::FrameScan &scan, QWidget *parent)
    : QWidget(parent)
    , m_scan(scan)
    , m_label(new QLabel(this))
    , m_field(new QLineEdit(this))
    , m_lastLabel(new QLabel(this))
    , m_last(new QSpinBox(this))
    , m_message(plainLabel(this, true))
    , m_plot(new HistoryPlot(this))
    , m_rows(std::make_unique<Rows>(*this))
    , m_table(new VirtualTable(this))
    , m_generation(std::make_shared<std::atomic<quint64>>(0))
{
    m_pool.setMaxThreadCount(1);
    auto *line = new QHBoxLayout;
    line->setSpacing(metrics::gap);
    line->addWidget(m_label);
    line->addWidget(m_field, 1);
    line->addWidget(m_lastLabel);
    line->addWidget(m_last);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(metrics::gap, metrics::gap, 0, 0);
    layout->setSpacing(metrics::grid);
    layout->addLayout(line);
    layout->addWidget(m_message);
    layout->addWidget(m_plot, 1);
    layout->addWidget(m_table, 2);
    m_label->setBuddy(m_field);
    m_lastLabel->setBuddy(m_last);
    m_field->setObjectName(QStringLiteral("pinField"));
    m_last->setRange(1, mostFrames);
    m_last->setValue(lastAtFirst);
    m_table->setSource(m_rows.get());
    connect(m_field, &QLineEdit::textChanged, this, &ByteHistoryView::takePin);
    connect(m_last, &QSpinBox::valueChanged, this, &ByteHistoryView::read);
    connect(m_table, &VirtualTable::currentRowChanged, this, [this] {
        if (m_table->currentRow())
            Q_EMIT frameChosen(m_values[*m_table->currentRow()].position);
    });
    m_soon.setSingleShot(true);
    m_soon.setInterval(refreshMs);
    connect(&m_soon, &QTimer::timeout, this, &ByteHistoryView::read);
    retranslate();
    takePin();
}

ByteHistoryView::~ByteHistoryView()
{
    ++*m_generation;
    m_table->blockSignals(true);
    m_table->setSource(nullptr);
}

void ByteHistoryView::retranslate()
{
    m_label->setText(tr("Pin"));
    m_field->setPlaceholderText(tr("4 u16be, or a field's name"));
    m_field->setAccessibleName(tr("Place of the byte, number or field"));
    m_lastLabel->setText(tr("Last"));
    m_last->setAccessibleName(tr("Number of frames"));
    m_table->setAccessibleName(tr("Values at the pinned place"));
    m_table->setEmptyText(tr("No frames yet."));
}

void ByteHistoryView::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
        takePin();
    }
}

void ByteHistoryView::showEvent(QShowEvent *)
{
    read();
}

void ByteHistoryView::pin(const QString &place)
{
    m_field->setText(place);
}

void ByteHistoryView::setFields(netcore::FieldsOf fieldsOf, const QStringList &paths)
{
    m_fieldsOf = std::move(fieldsOf);
    m_paths = paths;
    auto *completer = new QCompleter(paths, m_field); // the field deletes the one before
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_field->setCompleter(completer);
    if (m_pin && !m_pin->path.isEmpty())
        takePin();
}

void ByteHistoryView::say(const QString &text, bool fault)
{
    QPalette colors;
    if (fault)
        colors.setColor(QPalette::WindowText, themeOf(palette()).fault);
    m_message->setPalette(colors);
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

/// Whether there is such a field; nothing to say where a byte or number is pinned.
void ByteHistoryView::sayOfField(const QString &path)
{
    static const QRegularExpression item(QStringLiteral("\\[\\d+\\]"));
    if (!path.isEmpty() && !m_fieldsOf)
        say(tr("This is the name of a field: choose the structure that has it in the Structure tab."), false);
    else if (!path.isEmpty() && !m_paths.contains(QString(path).replace(item, QStringLiteral("[]"))))
        say(QStringLiteral("⚠ ") + tr("The structure has no field %1.").arg(models::plain(path, 60)), true);
    else
        say({}, false);
}

void ByteHistoryView::takePin()
{
    const auto parsed = netcore::FieldPin::parse(m_field->text());
    m_pin = parsed ? std::optional(*parsed) : std::nullopt;
    if (parsed) {
        sayOfField(parsed->path);
    } else if (m_field->text().trimmed().isEmpty()) {
        say(tr("The values of one byte, number or field over the last frames appear here. Write its place: "
               "“4 u16be” is "
               "a 16-bit number at offset 4, “-2 u16le” counts from the end."),
            false);
    } else {
        const QString reason = QCoreApplication::translate("netcore", parsed.error().reason);
        say(QStringLiteral("⚠ ") +
                tr("character %1: %2").arg(QString::number(parsed.error().position + 1), reason),
            true);
    }
    m_plot->setVisible(m_pin.has_value() && !m_values.empty());
    m_table->setVisible(m_pin.has_value());
    read();
}

void ByteHistoryView::refresh()
{
    if (isVisible() && m_pin && !m_soon.isActive())
        m_soon.start();
}

void ByteHistoryView::read()
{
    if (!m_pin || !m_scan.store() || !isVisible())
        return;
    m_again = m_reading;
    if (m_reading)
        return;
    const models::ShownRows &shown = m_scan.shown();
    const quint64 count = std::min<quint64>(shown.size(), quint64(m_last->value()));
    std::vector<quint64> positions;
    positions.reserve(count);
    for (quint64 at = shown.end() - count; at < shown.end(); ++at)
        positions.push_back(shown.at(at));
    m_reading = true;
    const auto generation = m_generation;
    const quint64 mine = *generation;
    m_pool.start([this, generation, mine, positions, store = m_scan.store(), index = m_scan.index(),
                  pin = *m_pin, fields = m_fieldsOf] {
        const netcore::RecordingReader reader(store);
        const auto values = netcore::history(reader, *index, pin, positions, fields);
        if (*generation == mine)
            QMetaObject::invokeMethod(
                this, [this, mine, values] { take(mine, values); }, Qt::QueuedConnection);
    });
}

void ByteHistoryView::take(quint64 generation, const std::vector<PinnedValue> &values)
{
    if (generation != *m_generation)
        return;
    m_reading = false;
    const bool grown = m_values.size() == values.size() && !values.empty();
    m_values = values;
    m_plot->setValues(m_values);
    m_plot->setVisible(std::any_of(m_values.begin(), m_values.end(),
                                   [](const PinnedValue &value) { return value.number.has_value(); }));
    if (grown)
        m_table->viewport()->update();
    else
        m_table->resetRows();
    if (std::exchange(m_again, false))
        read();
}

} // namespace widgets
