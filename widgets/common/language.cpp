#include "widgets/common/language.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QLocale>
#include <QtCore/QTranslator>

namespace widgets {

namespace {

const QString folder = QStringLiteral(":/translations");

// What QLocale::formattedDataSize() asks for, and Qt's own Chinese texts do not have.
[[maybe_unused]] const char *const missingInQt = QT_TRANSLATE_N_NOOP("QLocale", "%n byte(s)");

QString systemCode()
{
    const QStringList known = Language::available();
    for (const QString &wish : QLocale::system().uiLanguages()) {
        const QString name = QLocale(wish).name(); // "zh_CN" also for "zh-Hans-CN"
        if (known.contains(name))
            return name;
        if (name.startsWith(QLatin1String("en")))
            break;
    }
    return QStringLiteral("en");
}

} // namespace

class Language::Private
{
public:
    QTranslator qt;
    QTranslator ours;
    QString current;
};

Language::Language(QObject *parent) : QObject(parent), d(std::make_unique<Private>())
{
    set(QStringLiteral("en")); // English, too, needs its plural forms
}
Language::~Language() = default;

QStringList Language::available()
{
    QStringList codes;
    const QString prefix = QStringLiteral("socketarium_");
    for (const QString &file : QDir(folder).entryList({prefix + QLatin1String("*.qm")}))
        codes.append(file.mid(prefix.size()).chopped(3));
    return codes;
}

QString Language::nativeName(const QString &code)
{
    if (code == QLatin1String("zh_CN"))
        return QStringLiteral("简体中文");
    return code == QLatin1String("en") ? QStringLiteral("English") : QLocale(code).nativeLanguageName();
}

void Language::set(const QString &code)
{
    const QString wanted = code.isEmpty() ? systemCode() : code;
    if (wanted == d->current || !available().contains(wanted))
        return;
    d->current = wanted;
    // Each change of translators sends LanguageChange to every widget.
    QCoreApplication::removeTranslator(&d->qt);
    QCoreApplication::removeTranslator(&d->ours);
    if (d->qt.load(folder + QStringLiteral("/qtbase_%1.qm").arg(wanted)))
        QCoreApplication::installTranslator(&d->qt);
    if (d->ours.load(folder + QStringLiteral("/socketarium_%1.qm").arg(wanted)))
        QCoreApplication::installTranslator(&d->ours);
}

QString Language::current() const
{
    return d->current;
}

} // namespace widgets
