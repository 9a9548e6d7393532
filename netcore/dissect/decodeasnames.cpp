#include "netcore/dissect/decodeasnames.h"

#include "netcore/dissect/tshark.h"

#include <algorithm>
#include <map>

namespace netcore {

namespace {

constexpr int limitMs = 10'000;
constexpr qsizetype mostAnswer = 4 << 20;

} // namespace

DecodeAsNames::DecodeAsNames(QObject *parent) : QObject(parent)
{
    m_process->setProcessEnvironment(tshark::environment());
    m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setStandardOutputFile(QProcess::nullDevice());
    m_limit.setSingleShot(true);
    m_limit.setInterval(limitMs);
    connect(&m_limit, &QTimer::timeout, m_process.get(), &QProcess::kill);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, [this] {
        m_answer += m_process->readAllStandardError();
        if (m_answer.size() > mostAnswer)
            m_process->kill();
    });
    connect(m_process.get(), &QProcess::finished, this, &DecodeAsNames::take);
    connect(m_process.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            take();
    });
}

DecodeAsNames::~DecodeAsNames()
{
    tshark::letGo(std::move(m_process));
}

void DecodeAsNames::ask()
{
    if (m_process->state() != QProcess::NotRunning)
        return;
    m_names.clear();
    if (tshark::program().isEmpty()) {
        Q_EMIT answered({});
        return;
    }
    askFor(false);
}

void DecodeAsNames::askFor(bool udp)
{
    m_isUdp = udp;
    m_answer.clear();
    m_limit.start();
    m_process->start(tshark::program(), tshark::listArguments(udp ? "udp" : "tcp"));
}

void DecodeAsNames::take()
{
    m_limit.stop();
    std::map<QString, DecodeAsName> byName;
    for (const DecodeAsName &known : std::as_const(m_names))
        byName[known.name] = known;
    for (const DecodeAsName &found : parse(m_answer)) {
        DecodeAsName &name = byName.try_emplace(found.name, found).first->second;
        (m_isUdp ? name.udp : name.tcp) = true;
    }
    m_names.clear();
    for (const auto &[key, name] : byName)
        m_names.append(name);
    if (m_isUdp)
        Q_EMIT answered(m_names);
    else
        askFor(true);
}

QList<DecodeAsName> DecodeAsNames::parse(const QByteArray &answer)
{
    QList<DecodeAsName> names;
    for (const QByteArray &line : answer.split('\n')) {
        const qsizetype space = line.indexOf(" (");
        if (!line.startsWith('\t') || space < 2 || !line.endsWith(')'))
            continue;
        DecodeAsName name;
        name.name = QString::fromUtf8(line.mid(1, space - 1));
        name.purpose = QString::fromUtf8(line.mid(space + 2, line.size() - space - 3));
        if (tshark::checkDecodeAs(name.name))
            names.append(name);
    }
    return names;
}

} // namespace netcore
