#include "tests/cli/cliprocess.h"
#include "tests/recording/recordingfixture.h"
#include "tests/support/capturefile.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace netcore;

/// `socketarium-cli guess` over recordings of captured bytes.
class TestCliGuess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        RecordingOptions options =
            recordingtest::smallOptions(m_folder->filePath(QStringLiteral("recording")));
        options.payloadSegmentBytes = 1 << 20;
        auto writer = RecordingWriter::create(options, m_clock);
        QVERIFY(writer);
        write(**writer, QStringLiteral("modbus-poll"), ConnectionId(1));
        write(**writer, QStringLiteral("http1"), ConnectionId(2));
        (*writer)->commit();
        m_recording = options.directory;
        m_writer = std::move(*writer);
    }
    void cleanup()
    {
        m_writer.reset();
        m_folder.reset();
    }
    void theOneThatCarriedMost()
    {
        CliProcess cli({QStringLiteral("guess"), m_recording, QStringLiteral("--json")});
        QCOMPARE(cli.exitCode(), 0);
        const QList<QJsonObject> guesses = cli.events(QStringLiteral("guess"));
        QVERIFY(!guesses.isEmpty() && guesses.size() <= 5);
        QCOMPARE(guesses[0][QStringLiteral("framing")].toString(), QStringLiteral("http1"));
        QCOMPARE(guesses[0][QStringLiteral("connection")].toInt(), 2);
        QCOMPARE(guesses[0][QStringLiteral("explained")], guesses[0][QStringLiteral("bytes")]);
    }
    void anotherConnectionInWords()
    {
        CliProcess cli(
            {QStringLiteral("guess"), m_recording, QStringLiteral("--connection"), QStringLiteral("1")});
        QCOMPARE(cli.exitCode(), 0);
        QVERIFY2(cli.out().startsWith("mbap  60 of 60 frames"), cli.out().constData());
        QVERIFY(cli.out().contains("100 % of "));
    }
    void whatIsNotThere()
    {
        CliProcess none(
            {QStringLiteral("guess"), m_recording, QStringLiteral("--connection"), QStringLiteral("9")});
        QCOMPARE(none.exitCode(), 10);
        QVERIFY(none.err().contains("nothing to guess at"));
        CliProcess missing({QStringLiteral("guess"), m_recording + QStringLiteral("-none")});
        QCOMPARE(missing.exitCode(), 10);
    }

private:
    static void write(RecordingWriter &writer, const QString &capture, ConnectionId connection)
    {
        for (const CapturedChunk &chunk : capturedChunks(capture)) {
            Record head;
            head.time = chunk.microseconds * 1'000;
            head.kind = RecordKind::Chunk;
            head.direction = chunk.toServer ? Direction::Out : Direction::In;
            head.connection = connection;
            writer.append(head, chunk.bytes);
        }
    }

    recordingtest::FakeClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<RecordingWriter> m_writer;
    QString m_recording;
};

QTEST_GUILESS_MAIN(TestCliGuess)
#include "tst_cliguess.moc"
