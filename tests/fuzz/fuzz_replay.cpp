// Runs every target over its corpus, with any compiler: what the fuzzers once found stays found.

#include "tests/fuzz/fuzztarget.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtTest/QTest>

class FuzzReplay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void corpus_data();
    void corpus();
    void everyPrefixOfTheCorpus_data() { corpus_data(); }
    void everyPrefixOfTheCorpus();
};

namespace {

QList<QByteArray> inputsOf(const char *target)
{
    QList<QByteArray> inputs;
    const QDir folder(QStringLiteral(FUZZ_CORPUS_DIR "/") + QString::fromLatin1(target));
    for (const QString &name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            inputs += file.readAll();
    }
    return inputs;
}

} // namespace

void FuzzReplay::corpus_data()
{
    QTest::addColumn<int>("target");
    for (size_t i = 0; i < fuzzTargets().size(); ++i)
        QTest::newRow(fuzzTargets()[i].name) << int(i);
}

void FuzzReplay::corpus()
{
    QFETCH(int, target);
    const FuzzTarget &chosen = fuzzTargets()[size_t(target)];
    const QList<QByteArray> inputs = inputsOf(chosen.name);
    QVERIFY2(!inputs.isEmpty(), "every target has a corpus");
    for (const QByteArray &input : inputs)
        chosen.run(input); // ends the program where a promise is broken
}

void FuzzReplay::everyPrefixOfTheCorpus()
{
    QFETCH(int, target);
    const FuzzTarget &chosen = fuzzTargets()[size_t(target)];
    for (const QByteArray &input : inputsOf(chosen.name)) {
        for (qsizetype length = 0; length < std::min<qsizetype>(input.size(), 48); ++length)
            chosen.run(QByteArrayView(input).first(length));
    }
}

QTEST_GUILESS_MAIN(FuzzReplay)
#include "fuzz_replay.moc"
