#pragma once
#include "fields/grid.h"
#include "fields/region_list.h"
#include "map/cell_image.h"
#include "map/colour_scale.h"
#include "map/country_names.h"
#include "map/distance_ring.h"
#include "map/map_details.h"
#include "map/map_field.h"
#include "map/map_frame.h"
#include "map/map_geometry.h"
#include "map/map_pins.h"
#include "map/region_marks.h"
#include "map/swipe_field.h"
#include "map/view_history.h"

#include <QImage>
#include <QOpenGLWidget>

#include <memory>
#include <optional>

class MapScene;
class PictureTexture;
class QGestureEvent;
class QNativeGestureEvent;
class QPainter;
class RegionInput;

/// A map of one field: VTK draws cells, coastlines and borders; Qt paints graticule, title, date, labels,
/// colour bar, regions and cross-hair over it. Plate carrée, stretched so that a kilometre is as long east
/// as north at the centre, unless another projection is set. Holds no data of others: everything shown was
/// given by a setter.
class MapView : public QOpenGLWidget {
    Q_OBJECT
public:
    enum class Tool { Pan, Select, Polygon, Ellipse, Pin, Zoom };

    /// To be called before the QApplication is made: VTK needs an OpenGL 3.2 core profile.
    static void prepareApplication();

    explicit MapView(QWidget* parent = nullptr);
    ~MapView() override;

    /// Real cells, no smoothing. The first field is shown whole; later ones leave the view as it is.
    void setField(MapField field);
    void clearField(const QString& explanation);  ///< empty state: what is missing and how to get it
    bool hasField() const { return m_hasField; }
    const MapField& field() const { return m_field; }

    void setColourScale(const ColourScale& scale);
    const ColourScale& colourScale() const { return m_scale; }
    /// Lays another field over the part right of a movable edge; nothing takes it away.
    void setSwipe(std::optional<SwipeField> swipe);
    const std::optional<SwipeField>& swipe() const { return m_swipe; }
    /// Of the field laid over the map: its own, or that of the map.
    const ColourScale& swipeScale() const;
    void setSwipeScale(const ColourScale& scale);  ///< where a swipe has one of its own; else nothing
    double swipeEdge() const;                      ///< logical pixels, on a device pixel
    double swipeShare() const { return m_swipeShare; }
    void setSwipeShare(double share);  ///< of the map that is left of the edge
    /// The field that is seen at a point; null where none is.
    const MapField* fieldAt(shamal::LatLon point) const;

    /// The coloured strip of the colour bar, logical pixels; empty without a field.
    QRectF colourBarBody() const;
    QRectF swipeBarBody() const;  ///< of the second bar, where a swipe has a scale of its own

    /// Shown whole, centred. In plate carrée its middle sets the aspect; other projections stay as they are.
    void setView(const shamal::LatLonBox& box);
    /// The same point stays in the middle and as large; a box that was shown whole is so again.
    void setProjection(const shamal::Projection& projection);
    const shamal::Projection& projection() const { return m_projection; }
    void copyView(const MapView& other);           ///< extent, projection and history, as a linked map does
    shamal::LatLonBox view() const;                ///< what is visible now, degrees; it may reach further
    std::optional<shamal::LatLon> centre() const;  ///< of the view; nothing off the Earth
    /// setView(), and the view that was left is remembered.
    void visit(const shamal::LatLonBox& box);
    /// Views that the user left, in the projection now shown.
    void goBack();
    void goForward();
    const ViewHistory& history() const { return m_history; }
    void setTool(Tool tool);
    Tool tool() const { return m_tool; }
    void setPins(const MapPins& pins);
    /// Drawn in their colours, the active one stronger and, with Tool::Select, with handles.
    void setRegions(const shamal::RegionList& regions);
    void setDetails(const MapDetails& details);
    void setDistanceRing(const std::optional<DistanceRing>& ring);
    void setCursorMark(const std::optional<shamal::LatLon>& point);

    /// Logical pixels, of the copy nearest the centre; NaN where the projection does not show the point.
    QPointF toWidget(shamal::LatLon point) const;
    /// Longitude continuous with the view's where it runs round the Earth; nothing off the Earth.
    std::optional<shamal::LatLon> toGeographic(QPointF position) const;
    /// Value of the cell under a point; nothing outside the grid, NaN where missing. Longitude modulo 360.
    std::optional<float> valueAt(shamal::LatLon point) const;

    /// The whole map at a size of its own, cells and lines as vectors or at full resolution: for figures
    /// (PNG, PDF, SVG).
    void paintFigure(QPainter& painter, const QRectF& target) const;

    QSize minimumSizeHint() const override { return {160, 120}; }
    QSize sizeHint() const override { return {480, 320}; }

signals:
    void viewChanged(const shamal::LatLonBox& box);  ///< by the user
    /// A rectangle by dragging from corner to corner; an ellipse from its centre to a corner of its
    /// rectangle; a polygon (which may not be sound) by clicks for its corners, a double click or Enter after
    /// the last, Backspace takes one back, Escape all.
    void regionDrawn(const shamal::RegionShape& shape);
    /// By a handle, again and again; all that one drag does, or takes back, has one number of its own. A
    /// polygon may not be sound.
    void regionReshaped(std::size_t region, const shamal::RegionShape& shape, int drag);
    void regionActivated(std::size_t region);                      ///< its outline or name was pressed
    void cursorMoved(const std::optional<shamal::LatLon>& point);  ///< pointer over the map, or gone
    void placePinned(const shamal::LatLon& place);                 ///< by the user
    void colourScaleEdited(const ColourScale& scale);              ///< by the user, on the colour bar
    void swipeScaleEdited(const ColourScale& scale);               ///< likewise, on the second one
    void swipeMoved();                                             ///< its edge
    void colourEditorRequested();                                  ///< double click on the colour bar

protected:
    bool event(QEvent* event) override;
    void initializeGL() override;
    void paintGL() override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    friend class ColourBarInput;  // takes the events over the colour bar
    friend class RegionInput;     // and this one those over handles and outlines of regions
    friend class PinInput;
    friend class SwipeInput;

    /// What the pressed button does until it is released.
    struct Drag {
        enum class Kind { Pan, Select, Zoom };
        Kind kind;
        QPointF from;
        QPointF to;
        MapGeometry start;
    };

    void releaseScene();
    void refreshScene();
    void repaintAll();
    MapFrame frame() const;
    MapGeometry geometry() const;
    std::optional<shamal::RegionShape> draggedShape() const;
    const RegionMarks& laidOutMarks();
    void paintOverlay();
    QRect paintTitle();  ///< over the old one in the overlay; where, device pixels
    void paintExplanation(QPainter& painter) const;
    void paintMarks(QPainter& painter);
    void describe();
    bool swipeShown() const;
    std::optional<ColourBar> swipeBar() const;
    void refreshSwipe();
    void renderSwipe(QSize deviceSize, double ratio);
    void paintSwipe(QPainter& painter, const QRectF& map) const;
    void showWholeField();
    void showHome();
    void moveByUser(const MapGeometry& to);
    void stepByUser(const MapGeometry& to);  ///< remembered, with others soon after as one
    MapExtent extent() const;
    void showPast(const std::optional<MapExtent>& past);
    std::optional<QRectF> zoomFrame() const;  ///< being dragged, pixels
    void zoomInto(const QRectF& part);
    bool nativeGesture(const QNativeGestureEvent& event);
    bool touchGesture(QGestureEvent& event);
    bool mayZoomAt(QPointF position) const;
    void addCorner(QPointF position);
    void moveNextCorner(QPointF position);
    void finishPolygon();
    bool polygonKey(int key);        ///< whether it was for the polygon being drawn
    shamal::Ring drawnRing() const;  ///< corners so far and the pointer
    void updatePointer();

    std::unique_ptr<MapScene> m_scene;
    bool m_cellsStale = true;
    QImage m_overlay;  // all that Qt paints but the marks; drawn again only when something changed
    bool m_overlayStale = true;
    bool m_titleStale = false;                         // of the overlay nothing else
    std::unique_ptr<PictureTexture> m_overlayTexture;  // of it

    MapField m_field;
    ValueRange m_range;
    bool m_hasField = false;
    QString m_explanation;
    ColourScale m_scale;

    std::optional<SwipeField> m_swipe;
    ValueRange m_swipeRange;
    double m_swipeShare = 0.5;
    std::unique_ptr<MapScene> m_swipeScene;  // of the other field, while there is one

    shamal::Projection m_projection;
    std::optional<shamal::PlaneBox> m_extent;       // has to be visible; the frame's shape adds to it
    std::optional<shamal::LatLonBox> m_shownWhole;  // by setView(), until the user moves
    ViewHistory m_history;
    MapDetails m_details;
    KnownCountryNames m_names;
    Tool m_tool = Tool::Pan;
    RegionMarks m_marks{RegionMarks::Target::Screen};
    RegionInput* m_regionInput;
    std::optional<shamal::LatLon> m_cursorMark;
    std::optional<DistanceRing> m_distanceRing;
    MapPins m_pins;
    std::optional<Drag> m_drag;
    shamal::Ring m_corners;                      // of the polygon being drawn
    std::optional<shamal::LatLon> m_nextCorner;  // under the pointer
    bool m_spaceHeld = false;
};
