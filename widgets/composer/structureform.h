#pragma once

#include "netcore/structure/structure.h"

#include <QtCore/QList>
#include <QtWidgets/QDialog>

#include <optional>

class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;

namespace widgets {

class PayloadEdit;
class WirePreview;

/// A structure's fields as a form: what is typed becomes bytes at once, lengths and checksums filled in; not
/// modal.
///
/// Values in   setStructures(): the texts to choose from; one may also be typed
/// Errors      a field's value, or a place in the structure's text, told where it is; nothing is taken then
/// Thread      GUI thread
class StructureForm : public QDialog
{
    Q_OBJECT

public:
    explicit StructureForm(QWidget *parent = nullptr);

    /// Texts of structures; those that cannot be read are left out.
    void setStructures(const QStringList &texts);

Q_SIGNALS:
    void built(const QByteArray &bytes);

protected:
    void changeEvent(QEvent *event) override;

private:
    void retranslate();
    void choose(int index);
    void readText(const QString &text);
    void fill();
    void addField(const netcore::FieldDeclaration &field);
    void build();
    void tell(const netcore::StructureProblem &problem);
    int rowOf(const QString &path) const;

    QList<netcore::Structure> m_structures;
    std::optional<netcore::Structure> m_structure; // what the form shows
    QByteArray m_bytes;
    QComboBox *m_choice;
    PayloadEdit *m_text;
    QTableWidget *m_fields;
    QLabel *m_problem;
    WirePreview *m_preview;
    QPushButton *m_take;
    QPushButton *m_close;
};

} // namespace widgets
