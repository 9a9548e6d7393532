#pragma once

#include <QtCore/QString>
#include <QtGui/QIcon>

class QToolButton;
class QWidget;

namespace widgets {

/// A Breeze action icon by its freedesktop name ("document-open"), drawn in the text colour of the
/// application's palette each time, so that it follows light and dark by itself.
///
/// Names    those listed in resources/icons/CMakeLists.txt; another name is a null icon
/// Thread   GUI thread
QIcon themedIcon(const QString &name);

/// A flat button with its icon beside its text; `name` is its object name.
QToolButton *labelledButton(const QString &icon, const QString &name, QWidget *parent);

/// Socketarium's own icon, at any size.
QIcon programIcon();

} // namespace widgets
