#include "tests/cli/cliprocess.h"

#include <QtTest/QTest>

/// socketarium-cli in a network of its own, in which answers get lost.
class tst_CliHalfOpen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cookiesAreTold();
};

namespace {

constexpr const char *network = R"(
import os, socket, struct, subprocess, sys
def run(*words): subprocess.run(words, check=True)
try:
    run('ip', 'link', 'set', 'lo', 'up'); run('ip', 'route', 'add', '10.0.0.0/8', 'dev', 'lo')
    for name in ('all/rp_filter', 'lo/rp_filter'): open('/proc/sys/net/ipv4/conf/' + name, 'w').write('0')
    open('/proc/sys/net/ipv4/tcp_syncookies', 'w').write('1')
    raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
except Exception as why:
    print(why, file=sys.stderr); sys.exit(77)
cli = subprocess.Popen([sys.argv[1], 'listen', '127.0.0.1:0?backlog=50', '--print', 'json', '--for', '15s'],
                       stdout=subprocess.PIPE, text=True)
import json
def event(name):
    for line in cli.stdout:
        told = json.loads(line)
        if told['event'] == name: return told
    sys.exit('never told: ' + name)
port = int(event('listening')['addresses'].rsplit(':', 1)[1])
def checksum(data):
    total = sum(struct.unpack('!%dH' % (len(data) // 2), data))
    while total >> 16: total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff
to = socket.inet_aton('127.0.0.1')
for peer in range(400):
    source = struct.pack('!I', 0x0a000001 + peer)
    def segment(check): return struct.pack('!HHIIBBHHH', 5000, port, peer, 0, 5 << 4, 2, 65535, check, 0)
    whole = segment(checksum(source + to + struct.pack('!HH', 6, 20) + segment(0)))
    raw.sendto(struct.pack('!BBHHHBBH', 0x45, 0, 40, 0, 0, 64, 6, 0) + source + to + whole, ('127.0.0.1', 0))
told = event('syn-cookies')
assert 50 <= told['halfOpen'] < 60 and 0 < told['cookiesSentInNamespace'] <= 350, told
client = socket.create_connection(('127.0.0.1', port), 5)
event('connected')
client.close()
cli.terminate(); cli.wait()
print('done')
)";

} // namespace

// faults.md row 11
void tst_CliHalfOpen::cookiesAreTold()
{
    NEEDS_PROGRAM("unshare");
    NEEDS_PROGRAM("ip");
    NEEDS_PROGRAM("python3");
    CliProcess isolated(QStringLiteral("unshare"),
                        {QStringLiteral("-Urn"), QStringLiteral("python3"), QStringLiteral("-c"),
                         QString::fromLatin1(network), QStringLiteral(CLI_PROGRAM)},
                        {});
    const int code = isolated.exitCode();
    if (code == 77 || isolated.err().contains("unshare"))
        QSKIP("this machine does not let a process make its own network");
    QVERIFY2(code == 0, (isolated.err() + isolated.out()).constData());
    QCOMPARE(isolated.out().trimmed(), QByteArray("done"));
}

QTEST_GUILESS_MAIN(tst_CliHalfOpen)
#include "tst_clihalfopen.moc"
