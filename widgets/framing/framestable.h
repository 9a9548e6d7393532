#pragma once

#include "widgets/models/framerows.h"
#include "widgets/tables/virtualtable.h"

#include <QtCore/QSet>

#include <memory>
#include <optional>

namespace widgets {

/// The frames of a connection as a table.
///
/// Keys     those of VirtualTable; F goes to the next fault, N and P to the next and previous difference
/// Thread   GUI thread
class FramesTable : public VirtualTable
{
    Q_OBJECT

public:
    /// REQUIRES: the scan outlives the table.
    explicit FramesTable(const models::FrameScan &scan, QWidget *parent = nullptr);
    ~FramesTable() override;

    const models::FrameRows &rows() const { return *m_rows; }
    /// Its fields are columns behind the direction, in view or hidden as a field of that path was last.
    void setStructure(std::shared_ptr<const netcore::Structure> structure);
    bool isFieldHidden(const QString &path) const { return m_hiddenFields.contains(path); }
    void setFieldHidden(const QString &path, bool hidden);
    /// The scan has more, or others.
    void refresh(bool restarted);

    std::optional<quint64> currentPosition() const;
    /// Shows a frame as the current one without telling of it; where the filter hides it, nothing is current.
    void showPosition(std::optional<quint64> position);
    /// The first and the last frame of the selection, where that has more than one.
    std::optional<std::pair<quint64, quint64>> selectedPair() const;

Q_SIGNALS:
    void positionChosen(quint64 position);
    void compareRequested(quint64 left, quint64 right);
    void payloadRequested(quint64 position);
    void pinRequested(const QString &path); // a field's
    void differenceRequested(bool next);
    void dissectRequested(); // the selected frames, or the connection where it is one

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void retitle();
    void openMenu(QPoint globalPosition);
    void nextFault();
    void keepHiddenFields();
    void addPins(QMenu *menu);

    const models::FrameScan &m_scan;
    std::unique_ptr<models::FrameRows> m_rows;
    QSet<QString> m_hiddenFields;
    bool m_showing = false;
};

} // namespace widgets
