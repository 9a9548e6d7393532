#include "netcore/payload/checksum.h"

#include "netcore/payload/checksumspec.h"
#include "netcore/payload/crccatalogue.h"

#include <algorithm>

namespace netcore {

namespace {

template <class... Cases>
struct Overloaded : Cases...
{
    using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

struct RunningCrc
{
    std::shared_ptr<const CrcTable> table; // shared by copies: it never changes
    quint64 state;
};

struct Addition
{
    SumKind kind;
    RunningSum sum;
};

using Running = std::variant<Addition, RunningCrc>;

Running started(const ChecksumAlgorithm &algorithm)
{
    if (const SumKind *kind = std::get_if<SumKind>(&algorithm))
        return Addition{*kind, RunningSum(*kind)};
    auto table = std::make_shared<const CrcTable>(std::get<CrcParameters>(algorithm));
    const quint64 start = table->start();
    return RunningCrc{std::move(table), start};
}

int bitsOf(SumKind kind)
{
    const std::vector<NamedSum> &all = sumCatalogue();
    return std::find_if(all.begin(), all.end(), [kind](const NamedSum &s) { return s.kind == kind; })->bits;
}

std::vector<ChecksumEntry> makeCatalogue()
{
    std::vector<ChecksumEntry> entries;
    for (const NamedSum &sum : sumCatalogue())
        entries.push_back(
            {.name = sum.name, .bits = sum.bits, .check = sum.check, .parameters = {}, .aliases = {}});
    for (const NamedCrc &crc : crcCatalogue())
        entries.push_back({.name = crc.name,
                           .bits = crc.parameters.width,
                           .check = crc.check,
                           .parameters = crc.parameters.toText(),
                           .aliases = crc.aliases});
    return entries;
}

} // namespace

class Checksum::Private
{
public:
    Running running;
};

const std::vector<ChecksumEntry> &checksumCatalogue()
{
    static const std::vector<ChecksumEntry> entries = makeCatalogue();
    return entries;
}

Result<Checksum> Checksum::make(QStringView spec)
{
    const Result<ChecksumAlgorithm> algorithm = parseChecksum(spec);
    if (!algorithm)
        return refused(algorithm.error());
    return Checksum(std::make_unique<Private>(Private{started(*algorithm)}));
}

Checksum::Checksum(std::unique_ptr<Private> made) : d(std::move(made)) {}
Checksum::~Checksum() = default;
Checksum::Checksum(Checksum &&) noexcept = default;
Checksum &Checksum::operator=(Checksum &&) noexcept = default;
Checksum::Checksum(const Checksum &other) : d(std::make_unique<Private>(*other.d)) {}

Checksum &Checksum::operator=(const Checksum &other)
{
    if (this != &other)
        d = std::make_unique<Private>(*other.d);
    return *this;
}

int Checksum::bits() const
{
    return std::visit(Overloaded{[](const Addition &a) { return bitsOf(a.kind); },
                                 [](const RunningCrc &c) { return c.table->width(); }},
                      d->running);
}

void Checksum::add(QByteArrayView bytes)
{
    std::visit(Overloaded{[&](Addition &a) { a.sum.add(bytes); },
                          [&](RunningCrc &c) { c.state = c.table->advance(c.state, bytes); }},
               d->running);
}

quint64 Checksum::value() const
{
    return std::visit(Overloaded{[](const Addition &a) { return a.sum.value(); },
                                 [](const RunningCrc &c) { return c.table->value(c.state); }},
                      d->running);
}

void Checksum::reset()
{
    std::visit(Overloaded{[](Addition &a) { a.sum = RunningSum(a.kind); },
                          [](RunningCrc &c) { c.state = c.table->start(); }},
               d->running);
}

quint64 Checksum::of(QByteArrayView bytes) const
{
    return std::visit(Overloaded{[&](const Addition &a) {
                                     RunningSum sum(a.kind);
                                     sum.add(bytes);
                                     return sum.value();
                                 },
                                 [&](const RunningCrc &c) {
                                     return c.table->value(c.table->advance(c.table->start(), bytes));
                                 }},
                      d->running);
}

} // namespace netcore
