#pragma once

#include "netcore/dissect/decodeasnames.h"
#include "netcore/dissect/dissection.h"

#include <QtCore/QObject>

namespace widgets {
class DissectionView;
}

namespace app {

class RecordingViews;

/// "Decode with Wireshark": the tab, what is decoded in it, and its links with the tables and the bytes.
///
/// Thread   GUI thread
class Dissecting : public QObject
{
    Q_OBJECT

public:
    explicit Dissecting(RecordingViews &views);

    /// Shows the tab and decodes a connection of the recording shown.
    void decodeConnection(netcore::ConnectionId connection);
    /// The selected rows or frames where they are several; else the conversation of the current one; else
    /// what is shown.
    void decodeSelection();
    widgets::DissectionView *view() const { return m_view; }
    bool isRunning() const { return m_dissection.isRunning(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Subject
    {
        netcore::ExportRange range;
        QString text;
    };
    void wireResults();
    void wireSelection();
    void retitle();
    void start(const Subject &subject);
    void goOn();
    void again();
    Subject selectedSubject() const;
    std::optional<Subject> selectedRows() const;
    std::optional<Subject> selectedFrames() const;
    Subject ofConnection(netcore::ConnectionId connection) const;
    netcore::ConnectionId currentConnection() const;
    void showSpans(const std::vector<netcore::PayloadSpan> &spans);
    bool isShown() const;

    RecordingViews &m_views;
    widgets::DissectionView *m_view;
    netcore::Dissection m_dissection;
    netcore::DecodeAsNames m_names;
    Subject m_subject;
    std::optional<netcore::RowNumber> m_from; // a later part of the subject
    std::optional<netcore::RowNumber> m_next;
    bool m_isLinking = false; // what is selected elsewhere comes from here
};

} // namespace app
