#pragma once
#include "charts/chart_content.h"

#include <QRectF>
#include <QWidget>

#include <optional>
#include <utility>

class QCustomPlot;
class QLabel;
class QCPItemStraightLine;
class QCPPainter;

/// A chart of curves, or of curves over a density, in the application's look: thin axes, light grid, legend
/// inside, colours of the data sets. Says what is missing while it is empty, and reads out the nearest value
/// under the pointer. Wheel or
/// + and - look closer along x, dragging or arrows go along, a double click or Home shows all again.
class LineChart : public QWidget {
    Q_OBJECT
public:
    explicit LineChart(QWidget* parent = nullptr);

    /// Where no value of its curves can be drawn, empties the chart and says so: in `content.message`, or in
    /// general words.
    void setContent(const ChartContent& content);
    const ChartContent& content() const { return m_content; }
    /// Empties the chart and says why.
    void setMessage(const QString& message);
    const QString& message() const { return m_message; }
    /// A newer result is on its way: the old one is dimmed and labelled as such.
    void setOutOfDate(bool outOfDate);
    bool outOfDate() const { return m_outOfDate; }

    /// A line upright at x, on screen.
    void setMark(std::optional<double> x);
    /// The part of x that the user looks at; none: all. Kept while new data reach there.
    const std::optional<std::pair<double, double>>& span() const { return m_span; }
    /// On screen; a figure always has one where the content says so.
    void setLegendShown(bool shown);
    /// Black on white, as vectors where the device has them. `target` in the painter's units. Draws what is
    /// out of date as it is: ask outOfDate() before.
    void paintFigure(QCPPainter& painter, const QRectF& target) const;

    QSize sizeHint() const override { return {180, 160}; }
    QSize minimumSizeHint() const override { return {120, 100}; }

signals:
    /// Of the point of a curve that is nearest across to the pointer; nothing when it is elsewhere.
    void pointed(const std::optional<double>& x);
    void clicked(double x);  ///< of the point of a curve that is nearest across

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void applyTheme();
    void drawMark();
    void connectZoom();
    void zoom(double factor, double about);
    void drag(double pixel);
    /// Of the abscissa as it is seen: logarithms where it is logarithmic.
    double seenAt(double x) const;
    void look(double from, double size);
    void go(double share);
    void showWhole();
    void applyZoom();
    std::pair<double, double> valuesSeen() const;
    std::optional<double> nearestX(double pixel) const;
    void readOut(const QPointF& position);
    void point(const std::optional<double>& x);
    QPointF pixelOf(double x, double y) const;
    QString textAt(const ChartCurve& curve, std::size_t point) const;
    QString nearestPoint(const QPointF& position) const;
    QString countUnder(const QPointF& position) const;
    QString dayUnder(const QPointF& position) const;

    QCustomPlot* m_plot;
    QLabel* m_notice;
    ChartContent m_content;
    bool m_hadRoomForScale = false;  ///< at the last size
    QString m_message;
    bool m_outOfDate = false;
    bool m_legendShown = true;
    std::optional<double> m_mark, m_pointed;
    std::optional<std::pair<double, double>> m_span;
    std::pair<double, double> m_wholeX, m_wholeY;  ///< axes that show everything
    struct Drag {
        double pixel, from;  ///< where the abscissa begins, as seenAt() has it
        bool moved;
    };
    std::optional<Drag> m_drag;
    QCPItemStraightLine* m_markLine = nullptr;  // owned by the plot; none without a mark
};
