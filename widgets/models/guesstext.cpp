#include "widgets/models/guesstext.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QStringList>

#include <algorithm>

namespace models {

namespace {

struct GuessText
{
    Q_DECLARE_TR_FUNCTIONS(models::GuessText)
};

QString framesText(netcore::FramingGuess::Basis basis)
{
    using Basis = netcore::FramingGuess::Basis;
    switch (basis) {
    case Basis::Length: return GuessText::tr("%1 of %2 frames end where their length says");
    case Basis::Delimiter: return GuessText::tr("%1 of %2 frames end with these bytes");
    case Basis::Size: return GuessText::tr("%1 of %2 frames have this size");
    case Basis::Pause: return GuessText::tr("%1 of %2 frames end before a pause");
    default: return GuessText::tr("%1 of %2 frames are whole and as they must be");
    }
}

} // namespace

QString guessReason(const netcore::FramingGuess &guess)
{
    const QLocale locale;
    const auto number = [&](quint64 value) { return locale.toString(value); };
    QStringList reasons;
    reasons << framesText(guess.basis).arg(number(guess.frames), number(guess.frames + guess.faulty));
    const double share = guess.bytes == 0 ? 0 : 100.0 * double(guess.explained) / double(guess.bytes);
    // 99.96 % is not all of it.
    const double shown = guess.explained < guess.bytes ? std::min(share, 99.9) : share;
    reasons << GuessText::tr("%1 % of %2 bytes")
                   .arg(locale.toString(shown, 'f', shown < 100 ? 1 : 0), number(guess.bytes));
    reasons << GuessText::tr("%1 of %2 reads end with a frame")
                   .arg(number(guess.chunksAtEnd), number(guess.chunks));
    if (!guess.checksum.name.isEmpty())
        reasons << GuessText::tr("%1 from byte %2 on agrees in %3 of %3 frames")
                       .arg(QLatin1String(guess.checksum.name), QString::number(guess.checksum.from),
                            number(guess.checksum.frames));
    return reasons.join(GuessText::tr("; "));
}

} // namespace models
