#include "netcore/framing/framingguess.h"

#include "netcore/framing/guesstrial.h"

#include <QtCore/QElapsedTimer>

#include <algorithm>

namespace netcore {

namespace {

constexpr qsizetype glanceBytes = 2 << 10;
constexpr qsizetype quickBytes = 16 << 10;
constexpr double fewestExplained = 0.3; // at a glance
constexpr std::size_t mostLooked = 24;  // that come through the quick look
constexpr std::size_t mostSummed = 8;   // … and are looked at for checksums
constexpr double checksumWorth = 0.15;  // of the score

/// Tells how far it is and when to end.
class Course
{
public:
    Course(std::chrono::milliseconds time, const GuessProgress &goOn) : m_time(time.count()), m_goOn(goOn)
    {
        m_timer.start();
    }
    bool goesOn(double done)
    {
        m_ended = m_ended || m_timer.elapsed() >= m_time || (m_goOn && !m_goOn(done));
        return !m_ended;
    }

private:
    QElapsedTimer m_timer;
    qint64 m_time;
    const GuessProgress &m_goOn;
    bool m_ended = false;
};

bool isBetter(const GuessTrial &a, const GuessTrial &b)
{
    return a.guess.score > b.guess.score;
}

/// Of those that cut the same frames, the best stays. Frames are compared only where the numbers are equal.
void keepDifferent(std::vector<GuessTrial> &trials)
{
    std::stable_sort(trials.begin(), trials.end(), isBetter);
    std::vector<GuessTrial> kept;
    for (GuessTrial &trial : trials) {
        const bool known = std::any_of(kept.begin(), kept.end(), [&](const GuessTrial &other) {
            return other.guess.frames == trial.guess.frames &&
                   other.guess.explained == trial.guess.explained && other.cutsTheSame(trial);
        });
        if (!known && trial.guess.score > 0)
            kept.push_back(std::move(trial));
    }
    trials = std::move(kept);
}

std::vector<GuessCandidate> quickLook(const GuessStreams &streams, Course &course)
{
    const GuessStreams quick = streams.shortened(quickBytes);
    const GuessStreams glance = streams.shortened(glanceBytes);
    const std::vector<GuessCandidate> candidates = guessCandidates(quick);
    std::vector<std::pair<GuessTrial, GuessCandidate>> tried;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        if (!course.goesOn(0.5 * double(i) / double(candidates.size())))
            break;
        const FramingGuess first = tryFraming(glance, candidates[i]).guess;
        if (double(first.explained) <
            fewestExplained * double(first.bytes)) // none where our cut is all there is
            continue;
        tried.push_back({tryFraming(quick, candidates[i]), candidates[i]});
        tried.back().first.frames = {};
    }
    std::stable_sort(tried.begin(), tried.end(),
                     [](const auto &a, const auto &b) { return isBetter(a.first, b.first); });
    std::vector<GuessCandidate> best;
    for (std::size_t i = 0; i < tried.size() && i < mostLooked; ++i)
        best.push_back(tried[i].second);
    return best;
}

} // namespace

std::vector<FramingGuess> guessFraming(const std::vector<GuessChunk> &chunks, const GuessLimits &limits,
                                       const GuessProgress &goOn)
{
    const GuessStreams streams(chunks, limits.mostBytes);
    if (streams.bytes() == 0)
        return {};
    Course course(limits.time, goOn);
    std::vector<GuessTrial> trials;
    const std::vector<GuessCandidate> best = quickLook(streams, course);
    for (std::size_t i = 0; i < best.size(); ++i) {
        if (!trials.empty() && !course.goesOn(0.5 + 0.3 * double(i) / double(best.size())))
            break;
        trials.push_back(tryFraming(streams, best[i]));
    }
    keepDifferent(trials);
    for (std::size_t i = 0; i < trials.size() && i < mostSummed; ++i) {
        if (!course.goesOn(0.8 + 0.2 * double(i) / double(mostSummed)))
            break;
        trials[i].guess.checksum = findChecksum(streams, trials[i]);
        if (!trials[i].guess.checksum.name.isEmpty())
            trials[i].guess.score = std::min(1.0, trials[i].guess.score + checksumWorth);
        if (const QString checked = withChecksum(streams, trials[i]); !checked.isEmpty())
            trials[i].guess.spec = checked;
    }
    std::stable_sort(trials.begin(), trials.end(), isBetter);
    std::vector<FramingGuess> guesses;
    for (std::size_t i = 0; i < trials.size() && i < limits.guesses; ++i)
        guesses.push_back(std::move(trials[i].guess));
    return guesses;
}

} // namespace netcore
