#pragma once

#include <QtCore/QString>
#include <QtGui/QIcon>

namespace widgets {

/// A Breeze action icon by its freedesktop name ("document-open"), drawn in the text colour of the
/// application's palette each time, so that it follows light and dark by itself.
///
/// Names    those listed in resources/icons/CMakeLists.txt; another name is a null icon
/// Thread   GUI thread
QIcon themedIcon(const QString &name);

/// Socketarium's own icon, at any size.
QIcon programIcon();

} // namespace widgets
