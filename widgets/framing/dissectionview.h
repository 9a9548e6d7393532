#pragma once

#include "netcore/dissect/decodeasnames.h"
#include "netcore/dissect/dissection.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace models {
class DissectionModel;
}

namespace widgets {

class ElidedLabel;

/// Wireshark's protocol tree of what was chosen, its fields linked to the recorded bytes; where tshark is not
/// installed, how to get it.
///
/// Selection   fieldSelected() tells what a person chose here; showRow() and showByte() tell nothing
/// Thread      GUI thread
class DissectionView : public QWidget
{
    Q_OBJECT

public:
    explicit DissectionView(QWidget *parent = nullptr);

    /// A decoding begins; `subject` says of what, and is safe to show.
    void begin(const QString &subject);
    void add(const std::vector<netcore::DissectedPacket> &packets);
    void setProgress(double done);
    void setOutcome(const netcore::DissectOutcome &outcome);
    /// Nothing is decoded: another recording is shown.
    void clear();
    void setNames(const QList<netcore::DecodeAsName> &names);

    QString decodeAs() const; // empty: as Wireshark thinks
    /// Looks whether tshark is installed; asked whenever the view is shown.
    bool lookForTshark();
    QTreeView *tree() const { return m_tree; }
    models::DissectionModel *model() const { return m_model; }
    QString message() const; // how the last decoding ended

    /// Makes a record's packet, or the deepest field of a byte, current.
    void showRow(netcore::RowNumber row);
    void showByte(netcore::RowNumber row, quint32 offset);

Q_SIGNALS:
    void decodeRequested(); // of what is selected elsewhere
    void decodeAsChosen();  // the same again, read otherwise
    void nextRequested();   // what follows the part that was decoded
    void cancelRequested();
    void tsharkFound(); // it is there to be asked for names
    void fieldSelected(const std::vector<netcore::PayloadSpan> &spans);

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    QWidget *makeNote(QLabel *text, QPushButton *button);
    void wire();
    void retranslate();
    void showPage();
    void showMessage();
    void makeCurrent(const QModelIndex &index);
    QString outcomeText() const;
    QString limitText() const;

    models::DissectionModel *m_model;
    QPushButton *m_decode;
    QPushButton *m_next; // there where the limits left something
    QLabel *m_asLabel;
    QComboBox *m_as;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    ElidedLabel *m_message;
    QStackedWidget *m_pages;
    QTreeView *m_tree;
    QWidget *m_empty;
    QLabel *m_emptyText;
    QPushButton *m_emptyButton;
    QWidget *m_absent;
    QLabel *m_absentText;
    QPushButton *m_lookAgain;
    QTimer m_late; // progress shows past 0.3 s
    QString m_subject;
    std::optional<netcore::DissectOutcome> m_outcome;
    QString m_chosenAs;
    bool m_isRunning = false;
    bool m_hasTshark = false;
    bool m_isQuiet = false; // what becomes current was not chosen here
};

} // namespace widgets
