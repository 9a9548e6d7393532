#pragma once

/// QCustomPlot's header, for our targets: it is written with Qt's keywords, which they switch off
/// (QT_NO_KEYWORDS, QT_NO_FOREACH).
///
/// Use      instead of <qcustomplot.h>; after it the keywords are off again
/// Source   QCustomPlot 2.1, Debian's build against Qt 6 (libqcustomplot-dev)
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach(variable, container) for (variable : container) // NOLINT(bugprone-macro-parentheses)
#include <qcustomplot.h>
#undef foreach
#undef slots
#undef signals
