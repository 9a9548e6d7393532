#pragma once

// QCustomPlot's header is written with Qt's keywords, which our targets switch off (QT_NO_KEYWORDS,
// QT_NO_FOREACH).
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach(variable, container) for (variable : container) // NOLINT(bugprone-macro-parentheses)
#include <qcustomplot.h>
#undef foreach
#undef slots
#undef signals
