#include "widgets/composer/cutbar.h"

#include "widgets/common/icon.h"
#include "widgets/common/theme.h"

#include <QtCore/QSignalBlocker>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QToolButton>

#include <algorithm>

namespace widgets {

using netcore::CutPlan;

CutBar::CutBar(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_kind(new QComboBox(this))
    , m_offsets(new QLineEdit(this))
    , m_atCursor(new QToolButton(this))
    , m_seed(new QSpinBox(this))
    , m_pause(new QLabel(this))
    , m_gap(new QSpinBox(this))
{
    m_kind->setObjectName(QStringLiteral("cut"));
    m_offsets->setObjectName(QStringLiteral("cutOffsets"));
    m_offsets->setMaximumWidth(28 * metrics::grid);
    m_offsets->setPlaceholderText(QStringLiteral("3,7"));
    m_atCursor->setObjectName(QStringLiteral("cutAtCursor"));
    m_atCursor->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_atCursor->setAutoRaise(true);
    m_seed->setObjectName(QStringLiteral("cutSeed"));
    m_seed->setRange(0, 1'000'000'000);
    m_seed->setValue(1);
    m_gap->setObjectName(QStringLiteral("cutGap"));
    m_gap->setRange(0, 60'000);
    m_gap->setValue(20);
    m_gap->setSingleStep(5);
    m_label->setBuddy(m_kind);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::grid);
    for (QWidget *each : QWidgetList{m_label, m_kind, m_offsets, m_atCursor, m_seed, m_pause, m_gap})
        row->addWidget(each);
    for (int i = 0; i <= int(CutPlan::Kind::Pairs); ++i)
        m_kind->addItem(QString());
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        showKind();
        Q_EMIT changed();
    });
    connect(m_offsets, &QLineEdit::textChanged, this, &CutBar::changed);
    connect(m_seed, &QSpinBox::valueChanged, this, &CutBar::changed);
    connect(m_gap, &QSpinBox::valueChanged, this, &CutBar::changed);
    connect(m_atCursor, &QToolButton::clicked, this, &CutBar::cursorRequested);
    retranslate();
    showKind();
}

CutPlan::Kind CutBar::kind() const
{
    return CutPlan::Kind(m_kind->currentIndex());
}

void CutBar::showKind()
{
    const CutPlan::Kind now = kind();
    m_offsets->setVisible(now == CutPlan::Kind::At);
    m_atCursor->setVisible(now == CutPlan::Kind::At);
    m_seed->setVisible(now == CutPlan::Kind::Random);
    const bool hasPieces = now != CutPlan::Kind::Whole && now != CutPlan::Kind::Pairs;
    m_pause->setVisible(hasPieces);
    m_gap->setVisible(hasPieces);
}

netcore::Result<CutPlan> CutBar::plan() const
{
    CutPlan plan;
    plan.kind = kind();
    plan.seed = quint64(m_seed->value());
    plan.gap = std::chrono::milliseconds(m_gap->value());
    if (plan.kind != CutPlan::Kind::At)
        return plan;
    return CutPlan::parse(QString(QStringLiteral("at=") + m_offsets->text().simplified()))
        .map([&](const CutPlan &read) {
            plan.offsets = read.offsets;
            return plan;
        });
}

void CutBar::setPlan(const CutPlan &plan)
{
    const QSignalBlocker none(this);
    m_kind->setCurrentIndex(int(plan.kind));
    m_seed->setValue(int(std::min<quint64>(plan.seed, 1'000'000'000)));
    m_gap->setValue(int(plan.gap.count()));
    if (plan.kind == CutPlan::Kind::At)
        m_offsets->setText(plan.toString().mid(3));
}

void CutBar::addOffset(qint64 offset)
{
    CutPlan plan = this->plan().value_or(CutPlan());
    plan.kind = CutPlan::Kind::At;
    plan.gap = std::chrono::milliseconds(m_gap->value());
    if (offset > 0 && !plan.offsets.contains(offset))
        plan.offsets.append(offset);
    std::sort(plan.offsets.begin(), plan.offsets.end());
    if (plan.offsets.isEmpty())
        return;
    setPlan(plan);
    Q_EMIT changed();
}

void CutBar::retranslate()
{
    m_label->setText(tr("C&ut"));
    const QStringList names{tr("in one write"), tr("byte by byte"), tr("at offsets"), tr("at random"),
                            tr("two in one write")};
    for (int i = 0; i < m_kind->count(); ++i)
        m_kind->setItemText(i, names[i]);
    m_kind->setAccessibleName(tr("How a payload is cut into writes"));
    m_kind->setToolTip(
        tr("How a payload is cut into writes, to test how the other side puts it together. "
           "For what is cut, TCP_NODELAY is set on the connection, so that the kernel does not "
           "join the pieces."));
    m_offsets->setAccessibleName(tr("Offsets at which a new write begins"));
    m_offsets->setToolTip(tr("Offsets at which a new write begins, in bytes of what leaves"));
    m_atCursor->setText(tr("+ cursor"));
    m_atCursor->setToolTip(tr("Cut where the cursor stands in the text or the hex side"));
    m_seed->setPrefix(tr("seed "));
    m_seed->setAccessibleName(tr("Seed: the same seed cuts alike"));
    m_seed->setToolTip(tr("The same seed cuts alike"));
    m_pause->setText(tr("pause"));
    m_gap->setSuffix(tr(" ms"));
    m_gap->setAccessibleName(tr("Pause between two pieces"));
}

} // namespace widgets
