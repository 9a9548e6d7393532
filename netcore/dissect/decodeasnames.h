#pragma once

#include <QtCore/QList>
#include <QtCore/QObject>
#include <QtCore/QProcess>
#include <QtCore/QTimer>

#include <memory>

namespace netcore {

/// A protocol that can be chosen for ports.
struct DecodeAsName
{
    QString name;    // "mbtcp"
    QString purpose; // "Modbus/TCP"
    bool tcp = false;
    bool udp = false;
};

/// Asks tshark which protocols there are to choose from.
///
/// Limits   10 s and 4 MiB; then, and where there is no tshark, the list is empty
/// Thread   the thread it lives in; nothing blocks
class DecodeAsNames : public QObject
{
    Q_OBJECT

public:
    explicit DecodeAsNames(QObject *parent = nullptr);
    ~DecodeAsNames() override;

    void ask();
    /// The lines "\tname (purpose)" of tshark's answer; others are no names.
    static QList<DecodeAsName> parse(const QByteArray &answer);

Q_SIGNALS:
    void answered(const QList<netcore::DecodeAsName> &names); // by name

private:
    void askFor(bool udp);
    void take();

    std::unique_ptr<QProcess> m_process = std::make_unique<QProcess>();
    QTimer m_limit;
    QByteArray m_answer;
    QList<DecodeAsName> m_names;
    bool m_isUdp = false;
};

} // namespace netcore
