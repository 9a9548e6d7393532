#include "widgets/common/settingspage.h"

#include "widgets/common/language.h"

#include <QtCore/QEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QSpinBox>

namespace widgets {

SettingsPage::SettingsPage(QWidget *parent)
    : QWidget(parent)
    , m_language(new QComboBox(this))
    , m_scheme(new QComboBox(this))
    , m_font(new QSpinBox(this))
    , m_bound(new QSpinBox(this))
    , m_atBound(new QComboBox(this))
    , m_history(new QSpinBox(this))
{
    m_language->setObjectName(QStringLiteral("settingLanguage"));
    m_scheme->setObjectName(QStringLiteral("settingColorScheme"));
    m_font->setObjectName(QStringLiteral("settingFont"));
    m_language->addItem(QString(), QString());
    for (const QString &code : Language::available())
        m_language->addItem(Language::nativeName(code), code);
    for (const ColorScheme scheme : {ColorScheme::System, ColorScheme::Light, ColorScheme::Dark})
        m_scheme->addItem(QString(), int(scheme));
    m_atBound->setObjectName(QStringLiteral("settingAtBound"));
    m_bound->setObjectName(QStringLiteral("settingBound"));
    for (const netcore::AtBound atBound :
         {netcore::AtBound::KeepNewest, netcore::AtBound::Stop, netcore::AtBound::Unbounded})
        m_atBound->addItem(QString(), int(atBound));
    m_font->setRange(7, 32);
    m_bound->setRange(128, 1'000'000);
    m_bound->setGroupSeparatorShown(true);
    m_history->setRange(5, 1000);

    auto *form = new QFormLayout(this);
    form->setContentsMargins(12, 12, 12, 12);
    form->setVerticalSpacing(metrics::gap);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    QWidget *fields[] = {m_language, m_scheme, m_font, m_bound, m_atBound, m_history};
    for (int row = 0; row < 6; ++row) {
        m_labels[row] = new QLabel(this);
        m_labels[row]->setBuddy(fields[row]);
        form->addRow(m_labels[row], fields[row]);
    }
    const auto changed = [this] {
        enableBound();
        if (!m_filling)
            Q_EMIT preferencesChanged(preferences());
    };
    for (QComboBox *box : {m_language, m_scheme, m_atBound})
        connect(box, &QComboBox::currentIndexChanged, this, changed);
    for (QSpinBox *box : {m_font, m_bound, m_history}) {
        box->setKeyboardTracking(false);
        connect(box, &QSpinBox::valueChanged, this, changed);
    }
    retranslate();
    setPreferences({});
}

void SettingsPage::retranslate()
{
    const QString labels[] = {tr("Language"),           tr("Colours"),
                              tr("Font size"),          tr("Bound of recording"),
                              tr("When it is reached"), tr("History")};
    for (int row = 0; row < 6; ++row)
        m_labels[row]->setText(labels[row]);
    m_language->setItemText(0, tr("as the system"));
    m_scheme->setItemText(0, tr("as the system"));
    m_scheme->setItemText(1, tr("light"));
    m_scheme->setItemText(2, tr("dark"));
    m_atBound->setItemText(0, tr("keep the newest"));
    m_atBound->setItemText(1, tr("stop recording"));
    m_atBound->setItemText(2, tr("no bound: record until the disk is nearly full"));
    m_font->setSuffix(tr(" pt"));
    m_bound->setSuffix(tr(" MiB"));
    m_history->setSuffix(tr(" entries"));
}

void SettingsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::LanguageChange)
        return;
    m_filling = true;
    retranslate();
    m_filling = false;
}

Preferences SettingsPage::preferences() const
{
    Preferences p;
    p.language = m_language->currentData().toString();
    p.colorScheme = ColorScheme(m_scheme->currentData().toInt());
    p.fontPoints = m_font->value();
    p.recordingMiB = m_bound->value();
    p.atBound = netcore::AtBound(m_atBound->currentData().toInt());
    p.historySize = m_history->value();
    return p;
}

void SettingsPage::setPreferences(const Preferences &p)
{
    m_filling = true;
    m_language->setCurrentIndex(std::max(0, m_language->findData(p.language)));
    m_scheme->setCurrentIndex(m_scheme->findData(int(p.colorScheme)));
    m_font->setValue(p.fontPoints > 0 ? p.fontPoints : font().pointSize());
    m_bound->setValue(p.recordingMiB);
    m_atBound->setCurrentIndex(m_atBound->findData(int(p.atBound)));
    m_history->setValue(p.historySize);
    enableBound();
    m_filling = false;
}

void SettingsPage::enableBound()
{
    const auto atBound = netcore::AtBound(m_atBound->currentData().toInt());
    m_bound->setEnabled(atBound != netcore::AtBound::Unbounded);
}

} // namespace widgets
