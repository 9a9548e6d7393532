#include "widgets/charts/roundtripchoice.h"

#include "widgets/common/theme.h"
#include "widgets/models/framingchoices.h"
#include "widgets/models/plaintext.h"

#include <QtCore/QEvent>
#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSpinBox>

#include <algorithm>

namespace widgets {

using netcore::FieldKind;

RoundTripChoice::RoundTripChoice(QWidget *parent)
    : QWidget(parent)
    , m_framing([](netcore::ConnectionId, quint32) { return models::FramingChoices::none(); })
    , m_asked(new QComboBox(this))
    , m_matching(new QComboBox(this))
    , m_offsetLabel(new QLabel(this))
    , m_offset(new QSpinBox(this))
    , m_lengthLabel(new QLabel(this))
    , m_length(new QSpinBox(this))
    , m_field(new QComboBox(this))
    , m_noField(new QLabel(this))
{
    m_offset->setRange(0, netcore::KeyPlace::furthest);
    m_length->setRange(1, netcore::KeyPlace::longest);
    m_length->setValue(netcore::KeyPlace().length);
    m_offsetLabel->setBuddy(m_offset);
    m_lengthLabel->setBuddy(m_length);
    m_asked->addItems({QString(), QString()});
    for (int i = 0; i < MatchingCount; ++i)
        m_matching->addItem(QString());
    m_asked->setObjectName(QStringLiteral("roundTripAsked"));
    m_matching->setObjectName(QStringLiteral("roundTripMatching"));
    m_field->setObjectName(QStringLiteral("roundTripField"));
    m_field->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_noField->setForegroundRole(QPalette::PlaceholderText);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(metrics::gap, 0, metrics::gap, metrics::grid);
    line->setSpacing(metrics::gap);
    for (QWidget *part : std::initializer_list<QWidget *>{m_asked, m_matching, m_offsetLabel, m_offset,
                                                          m_lengthLabel, m_length, m_field, m_noField})
        line->addWidget(part);
    line->addStretch(1);
    const auto choose = [this] {
        showParts();
        Q_EMIT matchingChanged();
    };
    connect(m_asked, &QComboBox::currentIndexChanged, this, &RoundTripChoice::askedChanged);
    connect(m_matching, &QComboBox::currentIndexChanged, this, choose);
    connect(m_offset, &QSpinBox::valueChanged, this, choose);
    connect(m_length, &QSpinBox::valueChanged, this, choose);
    connect(m_field, &QComboBox::currentIndexChanged, this, choose);
    retranslate();
    showParts();
}

std::size_t RoundTripChoice::asked() const
{
    return m_asked->currentIndex() == 0 ? netcore::outIndex : netcore::inIndex;
}

RoundTripChoice::Matching RoundTripChoice::matching() const
{
    return Matching(m_matching->currentIndex());
}

void RoundTripChoice::apply(models::StatisticsScope &scope) const
{
    if (matching() == SameBytes)
        scope.key = netcore::KeyPlace{m_offset->value(), m_length->value()};
    if (matching() == NextFrame)
        scope.frames = netcore::FrameMatching{m_framing, nullptr, {}};
    if (matching() == SameField && m_field->currentIndex() >= 0)
        scope.frames = netcore::FrameMatching{m_framing, m_structure, m_field->currentData().toString()};
}

void RoundTripChoice::setFraming(std::function<QString(netcore::ConnectionId, quint32)> framing)
{
    m_framing = std::move(framing);
    if (matching() == NextFrame || matching() == SameField)
        Q_EMIT matchingChanged();
}

void RoundTripChoice::setStructure(std::shared_ptr<const netcore::Structure> structure)
{
    m_structure = std::move(structure);
    fillFields();
    showParts();
    if (matching() == SameField)
        Q_EMIT matchingChanged();
}

/// What has a value: numbers, texts and bytes, but no group or array.
void RoundTripChoice::fillFields()
{
    const QSignalBlocker quiet(m_field);
    const QString before = m_field->currentData().toString();
    m_field->clear();
    if (!m_structure)
        return;
    for (const netcore::FieldDeclaration &field : m_structure->declarations()) {
        const bool hasValue = field.kind != FieldKind::Group && field.kind != FieldKind::Array;
        if (hasValue && !field.path.contains(QLatin1String("[]")))
            m_field->addItem(models::plain(field.path), field.path);
    }
    m_field->setCurrentIndex(std::max(0, m_field->findData(before)));
}

/// Only what the chosen way of matching needs.
void RoundTripChoice::showParts()
{
    const bool bytes = matching() == SameBytes;
    for (QWidget *part : std::initializer_list<QWidget *>{m_offsetLabel, m_offset, m_lengthLabel, m_length})
        part->setVisible(bytes);
    m_field->setVisible(matching() == SameField && m_field->count() > 0);
    m_noField->setVisible(matching() == SameField && m_field->count() == 0);
}

void RoundTripChoice::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void RoundTripChoice::retranslate()
{
    m_asked->setItemText(0, tr("We ask, the peer answers"));
    m_asked->setItemText(1, tr("The peer asks, we answer"));
    m_asked->setAccessibleName(tr("Who asks"));
    m_matching->setItemText(NextRecord, tr("The answer is the next in the other direction"));
    m_matching->setItemText(SameBytes, tr("The answer has the same bytes at one place"));
    m_matching->setItemText(NextFrame, tr("The answer is the next frame in the other direction"));
    m_matching->setItemText(SameField, tr("The answer is the frame with the same field"));
    m_matching->setToolTip(tr("Frames are those of each connection's framing, as in the Frames tab"));
    m_matching->setAccessibleName(tr("Which is the answer"));
    m_offsetLabel->setText(tr("from byte"));
    m_lengthLabel->setText(tr("how many"));
    m_field->setAccessibleName(tr("Field that request and answer share"));
    m_noField->setText(tr("Choose a structure in the Structure tab: its fields can be chosen here."));
}

} // namespace widgets
