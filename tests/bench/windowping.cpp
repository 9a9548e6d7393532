// What a window manager sees of a program: does its window answer _NET_WM_PING, and when was it first
// painted?
#include "tests/bench/measure.h"

#include <cstdlib>
#include <cstring>
#include <map>
#include <memory>
#include <poll.h>
#include <sched.h>
#include <set>
#include <vector>
#include <xcb/xcb.h>

namespace {

template <class T>
using Reply = std::unique_ptr<T, decltype(&std::free)>;

template <class T>
Reply<T> owned(T *reply)
{
    return Reply<T>(reply, &std::free);
}

class Display
{
public:
    Display() : m_connection(xcb_connect(nullptr, nullptr))
    {
        if (xcb_connection_has_error(m_connection)) {
            std::fputs("bench_ping: no X server at DISPLAY\n", stderr);
            std::exit(1);
        }
        m_root = xcb_setup_roots_iterator(xcb_get_setup(m_connection)).data->root;
    }
    ~Display() { xcb_disconnect(m_connection); }
    Display(const Display &) = delete;
    Display &operator=(const Display &) = delete;

    xcb_atom_t atom(const char *name) const
    {
        const auto cookie = xcb_intern_atom(m_connection, 0, quint16(std::strlen(name)), name);
        return owned(xcb_intern_atom_reply(m_connection, cookie, nullptr))->atom;
    }

    /// The largest mapped window of the process, 0 while there is none.
    xcb_window_t windowOf(quint32 pid) const
    {
        const xcb_atom_t property = atom("_NET_WM_PID");
        const auto tree =
            owned(xcb_query_tree_reply(m_connection, xcb_query_tree(m_connection, m_root), nullptr));
        const xcb_window_t *children = xcb_query_tree_children(tree.get());
        xcb_window_t best = 0;
        int area = 0;
        for (int i = 0; i < xcb_query_tree_children_length(tree.get()); ++i) {
            const auto value = owned(xcb_get_property_reply(
                m_connection,
                xcb_get_property(m_connection, 0, children[i], property, XCB_ATOM_CARDINAL, 0, 1), nullptr));
            if (!value || xcb_get_property_value_length(value.get()) != 4 ||
                std::memcmp(xcb_get_property_value(value.get()), &pid, 4) != 0)
                continue;
            const auto attributes = owned(xcb_get_window_attributes_reply(
                m_connection, xcb_get_window_attributes(m_connection, children[i]), nullptr));
            const auto geometry = owned(
                xcb_get_geometry_reply(m_connection, xcb_get_geometry(m_connection, children[i]), nullptr));
            if (!attributes || !geometry || attributes->map_state != XCB_MAP_STATE_VIEWABLE)
                continue;
            if (geometry->width * geometry->height > area) {
                area = geometry->width * geometry->height;
                best = children[i];
            }
        }
        return best;
    }

    /// How many colours a part of the window shows; 0 where it cannot be read.
    std::size_t coloursOf(xcb_window_t window) const
    {
        const auto image = owned(xcb_get_image_reply(
            m_connection, xcb_get_image(m_connection, XCB_IMAGE_FORMAT_Z_PIXMAP, window, 4, 4, 300, 200, ~0u),
            nullptr));
        if (!image)
            return 0;
        const auto *pixels = reinterpret_cast<const quint32 *>(xcb_get_image_data(image.get()));
        const int count = xcb_get_image_data_length(image.get()) / 4;
        return std::set<quint32>(pixels, pixels + count).size();
    }

    void watchRoot() const
    {
        // Qt sends its answers to whoever takes one of these, or redirects as a window manager does.
        const quint32 mask = XCB_EVENT_MASK_STRUCTURE_NOTIFY | XCB_EVENT_MASK_SUBSTRUCTURE_NOTIFY;
        xcb_change_window_attributes(m_connection, m_root, XCB_CW_EVENT_MASK, &mask);
        xcb_flush(m_connection);
    }

    void ping(xcb_window_t window, quint32 number, xcb_atom_t protocols, xcb_atom_t netPing) const
    {
        xcb_client_message_event_t message = {};
        message.response_type = XCB_CLIENT_MESSAGE;
        message.format = 32;
        message.window = window;
        message.type = protocols;
        message.data.data32[0] = netPing;
        message.data.data32[1] = number;
        message.data.data32[2] = window;
        xcb_send_event(m_connection, 0, window, 0, reinterpret_cast<const char *>(&message));
        xcb_flush(m_connection);
    }

    xcb_connection_t *connection() const { return m_connection; }
    xcb_window_t root() const { return m_root; }

private:
    xcb_connection_t *m_connection;
    xcb_window_t m_root = 0;
};

void waitMs(int ms)
{
    ::poll(nullptr, 0, ms);
}

xcb_window_t waitForWindow(const Display &display, quint32 pid)
{
    for (const double began = bench::now(); bench::now() - began < 30; waitMs(2)) {
        if (const xcb_window_t window = display.windowOf(pid))
            return window;
    }
    std::fputs("bench_ping: the process shows no window\n", stderr);
    std::exit(1);
}

/// PID BEGAN: seconds from BEGAN (CLOCK_MONOTONIC) until its window shows text and controls.
int firstFrame(quint32 pid, double began)
{
    const Display display;
    const xcb_window_t window = waitForWindow(display, pid);
    const double mapped = bench::now() - began;
    while (display.coloursOf(window) < 12 && bench::now() - began < 30)
        waitMs(1);
    bench::tell({{QStringLiteral("mapped"), mapped}, {QStringLiteral("painted"), bench::now() - began}});
    return 0;
}

/// PID SECONDS RATE: so many pings a second, whether the last one was answered or not.
int pingWindow(quint32 pid, double seconds, double rate)
{
    // What is measured is the window, not how soon the scheduler lets the one who measures run.
    const sched_param priority = {10};
    const bool realTime = ::sched_setscheduler(0, SCHED_FIFO, &priority) == 0;
    const Display display;
    const xcb_window_t window = waitForWindow(display, pid);
    const xcb_atom_t protocols = display.atom("WM_PROTOCOLS");
    const xcb_atom_t netPing = display.atom("_NET_WM_PING");
    display.watchRoot();
    std::map<quint32, double> waiting;
    std::vector<double> times;
    quint32 number = 0;
    const double began = bench::now();
    const double patience = seconds + 5;
    while (bench::now() - began < seconds || (!waiting.empty() && bench::now() - began < patience)) {
        const double next = began + number / rate;
        if (bench::now() >= next && bench::now() - began < seconds) {
            waiting[number] = bench::now();
            display.ping(window, number++, protocols, netPing);
        }
        pollfd wait = {xcb_get_file_descriptor(display.connection()), POLLIN, 0};
        ::poll(&wait, 1, std::max(0, int((began + number / rate - bench::now()) * 1000)));
        while (const auto event = owned(xcb_poll_for_event(display.connection()))) {
            const auto *message = reinterpret_cast<const xcb_client_message_event_t *>(event.get());
            if ((event->response_type & 0x7f) != XCB_CLIENT_MESSAGE || message->data.data32[0] != netPing)
                continue;
            const auto asked = waiting.find(message->data.data32[1]);
            if (asked == waiting.end())
                continue;
            times.push_back((bench::now() - asked->second) * 1000);
            waiting.erase(asked);
        }
    }
    QJsonObject answer = bench::spread(times);
    answer.insert(QStringLiteral("unanswered"), qint64(waiting.size()));
    answer.insert(QStringLiteral("realTime"), realTime);
    bench::tell(answer);
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QByteArray command = argc > 1 ? argv[1] : "";
    if (command == "first" && argc == 4)
        return firstFrame(QByteArray(argv[2]).toUInt(), QByteArray(argv[3]).toDouble());
    if (command == "ping" && argc == 5)
        return pingWindow(QByteArray(argv[2]).toUInt(), QByteArray(argv[3]).toDouble(),
                          QByteArray(argv[4]).toDouble());
    std::fputs("bench_ping first PID BEGAN\nbench_ping ping PID SECONDS RATE\n", stderr);
    return 2;
}
