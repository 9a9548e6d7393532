#pragma once

#include <QtCore/QObject>
#include <QtCore/QString>
#include <QtCore/QStringList>

#include <memory>

namespace widgets {

/// The language of the window. set() acts at once: every widget gets QEvent::LanguageChange.
///
/// Codes      "en", "zh_CN"; "" follows the system
/// Lifetime   as long as the QApplication; its translators are removed with it
/// Thread     GUI thread
class Language : public QObject
{
    Q_OBJECT

public:
    explicit Language(QObject *parent = nullptr);
    ~Language() override;

    static QStringList available();
    static QString nativeName(const QString &code); // "简体中文"

    void set(const QString &code);
    QString current() const; // never ""

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace widgets
