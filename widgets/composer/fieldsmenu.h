#pragma once

#include "widgets/composer/fieldsources.h"

#include <QtWidgets/QToolButton>

namespace widgets {

/// "{{ }}": whether a payload's fields compute themselves, and a menu of the fields to insert.
///
/// Thread   GUI thread
class FieldsMenu : public QToolButton
{
    Q_OBJECT

public:
    explicit FieldsMenu(QWidget *parent = nullptr);

    void setSources(const FieldSources &sources) { m_sources = sources; }
    void retranslate();

Q_SIGNALS:
    /// A field, or a section's two ends around what is selected.
    void insertRequested(const QString &before, const QString &behind);
    void sourcesRequested();
    void structureRequested();

private:
    void fill();
    void addField(QMenu *menu, const QString &purpose, const QString &field);

    FieldSources m_sources;
};

} // namespace widgets
