#pragma once

class QCustomPlot;

/// Breaks the titles of all axes between words into as many lines as it takes to read them whole, however
/// small the plot is; to be called once it is laid out (QCustomPlot::afterLayout). Titles are one paragraph
/// each.
void fitAxisTitles(QCustomPlot& plot);
