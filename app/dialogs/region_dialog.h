#pragma once
#include "fields/region.h"

#include <QDialog>

#include <optional>

class CornerTable;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTableView;

/// A region by its name and typed coordinates: a rectangle, an ellipse, or the corners of a polygon. Says
/// what is wrong while it is, and cannot be accepted until it is not.
class RegionDialog : public QDialog {
    Q_OBJECT
public:
    enum class Purpose { Add, Change };
    /// All three shapes begin with the extent of `region`; shown is the one it has.
    RegionDialog(const shamal::Region& region, Purpose purpose, QWidget* parent = nullptr);

    const shamal::Region& region() const { return m_region; }

private:
    QWidget* makeRectangle(const shamal::LatLonBox& box);
    QWidget* makeEllipse(const shamal::Region& region);
    QWidget* makePolygon(const shamal::Region& region);
    QDoubleSpinBox* degrees(const char* name, double value, double limit, int decimals = 5);
    void showRing(int ring);
    void keepRing();
    shamal::Ring& ringAt(int ring);
    shamal::LatLonBox typedBox() const;
    shamal::Ellipse typedEllipse() const;
    /// As typed; throws InputError in the words for the user.
    shamal::RegionShape typedShape() const;
    void edit();
    void check();

    shamal::Region m_region;
    bool m_edited = false;  ///< its shape; until then it stays to the last digit
    shamal::Polygon m_polygon;
    QLineEdit* m_name;
    QComboBox* m_kind;
    QStackedWidget* m_pages;
    QDoubleSpinBox *m_south, *m_north, *m_west, *m_east;
    QDoubleSpinBox *m_latitude, *m_longitude, *m_semiMajor, *m_semiMinor, *m_azimuth;
    QComboBox* m_ring;
    int m_shownRing = 0;
    CornerTable* m_corners;
    QTableView* m_table;
    QLabel* m_message;
    QPushButton* m_accept;
};
