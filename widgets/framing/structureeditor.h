#pragma once

#include "netcore/structure/structure.h"
#include "widgets/framing/structurefiles.h"
#include "widgets/hexview/hexview.h"

#include <QtWidgets/QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;

namespace widgets {

class FieldTree;
class MarkedEdit;

/// A structure as text, with its errors in place while it is typed, and the fields that it finds in the
/// selected bytes.
///
/// Keeps     own structures in `folder`; those that come with the program are changed only as a copy
/// Errors    underlined, with line and column below; the fields stay those of the last text that could be
/// read Thread    GUI thread
class StructureEditor : public QWidget
{
    Q_OBJECT

public:
    explicit StructureEditor(const QString &folder, QWidget *parent = nullptr);

    /// The bytes to be read; empty for none.
    void setFrame(const QByteArray &frame);
    void choose(const QString &name);
    /// Those to choose from: name and what people read.
    QList<std::pair<QString, QString>> choices() const;
    QString chosen() const; // a name of choices()
    const std::optional<netcore::Structure> &structure() const { return m_structure; }
    MarkedEdit *edit() const { return m_edit; }
    FieldTree *tree() const { return m_tree; }
    QString message() const;

Q_SIGNALS:
    void structureChanged();
    /// Nothing is read: an empty list.
    void rangesChanged(const QList<widgets::HexRange> &ranges);
    void fieldSelected(quint64 from, quint64 length);
    /// The field's values over the frames are asked for.
    void historyRequested(const QString &path);

protected:
    void changeEvent(QEvent *event) override;

private:
    void build();
    void retranslate();
    void fillChoice(const QString &chosen);
    void takeChoice(int index);
    void readText();
    void readFrame();
    void save();
    void tell(const QString &text, bool fault);

    QString m_folder;
    QList<StructureFile> m_files;
    std::optional<netcore::Structure> m_structure;
    QByteArray m_frame;
    QComboBox *m_choice;
    QPushButton *m_save;
    MarkedEdit *m_edit;
    QLabel *m_message;
    FieldTree *m_tree;
};

} // namespace widgets
