#include "dialogs/region_dialog.h"

#include "dialogs/corner_table.h"
#include "fields/error.h"
#include "geo/polygon_algebra.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <numeric>

using shamal::Ellipse;
using shamal::InputError;
using shamal::LatLonBox;

namespace {

constexpr double kFarthestEast = 540.0;
constexpr double kLongestKm = 9999.9;

/// An ellipse in the middle of the box, as high and as wide.
Ellipse ellipseIn(const LatLonBox& box)
{
    const shamal::LatLon centre{std::midpoint(box.south, box.north), std::midpoint(box.west, box.east)};
    const double north = shamal::greatCircleKm(centre, {box.north, centre.longitude});
    const double east = shamal::greatCircleKm(centre, {centre.latitude, box.east});
    return {centre, std::clamp(north, 0.1, kLongestKm), std::clamp(east, 0.1, kLongestKm), 0.0};
}

QDoubleSpinBox* kilometres(const char* name, double value)
{
    auto* box = new QDoubleSpinBox;
    box->setObjectName(name);
    box->setDecimals(1);
    box->setRange(0.0, kLongestKm);
    box->setSingleStep(10.0);
    box->setSuffix(RegionDialog::tr(" km"));
    box->setValue(value);
    return box;
}

}  // namespace

RegionDialog::RegionDialog(const shamal::Region& region, Purpose purpose, QWidget* parent)
    : QDialog(parent),
      m_region(region),
      m_name(new QLineEdit(QString::fromStdString(region.name))),
      m_kind(new QComboBox),
      m_pages(new QStackedWidget),
      m_ring(new QComboBox),
      m_corners(new CornerTable(this)),
      m_table(new QTableView),
      m_message(new QLabel)
{
    setWindowTitle(purpose == Purpose::Add ? tr("New Region") : tr("Edit Region"));
    m_name->setObjectName("regionName");
    m_kind->setObjectName("regionKind");
    // In the order of RegionShape.
    m_kind->addItems({tr("Rectangle"), tr("Polygon"), tr("Ellipse")});
    m_pages->addWidget(makeRectangle(region.bounds()));
    m_pages->addWidget(makePolygon(region));
    m_pages->addWidget(makeEllipse(region));
    m_message->setObjectName("regionMessage");
    m_message->setWordWrap(true);
    m_message->setMinimumHeight(2 * fontMetrics().lineSpacing());
    m_message->setAlignment(Qt::AlignLeft | Qt::AlignTop);

    auto* top = new QFormLayout;
    top->addRow(tr("Name"), m_name);
    top->addRow(tr("Shape"), m_kind);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_pages, 1);
    layout->addWidget(m_message);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_accept =
        buttons->addButton(purpose == Purpose::Add ? tr("Add") : tr("Change"), QDialogButtonBox::AcceptRole);
    layout->addWidget(buttons);
    m_accept->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_name, &QLineEdit::textChanged, this, &RegionDialog::check);
    connect(m_kind, &QComboBox::currentIndexChanged, m_pages, &QStackedWidget::setCurrentIndex);
    m_kind->setCurrentIndex(static_cast<int>(region.shape.index()));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &RegionDialog::edit);
    resize(380, 440);
    check();
}

QDoubleSpinBox* RegionDialog::degrees(const char* name, double value, double limit, int decimals)
{
    auto* box = new QDoubleSpinBox;
    box->setObjectName(name);
    box->setDecimals(decimals);
    box->setRange(-limit, limit);
    box->setSuffix(tr("°"));
    box->setValue(value);
    connect(box, &QDoubleSpinBox::valueChanged, this, &RegionDialog::edit);
    return box;
}

QWidget* RegionDialog::makeRectangle(const LatLonBox& box)
{
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    m_north = degrees("regionNorth", box.north, 90.0);
    m_south = degrees("regionSouth", box.south, 90.0);
    m_west = degrees("regionWest", box.west, kFarthestEast);
    m_east = degrees("regionEast", box.east, kFarthestEast);
    form->addRow(tr("North"), m_north);
    form->addRow(tr("South"), m_south);
    form->addRow(tr("West"), m_west);
    form->addRow(tr("East"), m_east);
    auto* note = new QLabel(tr("South and west are below zero. An east below the west is across 180°."));
    note->setWordWrap(true);
    note->setEnabled(false);
    form->addRow(note);
    return page;
}

QWidget* RegionDialog::makeEllipse(const shamal::Region& region)
{
    const auto* own = std::get_if<Ellipse>(&region.shape);
    const Ellipse ellipse = own != nullptr ? *own : ellipseIn(region.bounds());
    auto* page = new QWidget;
    auto* form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 0, 0);
    m_latitude = degrees("regionLatitude", ellipse.centre.latitude, 90.0);
    m_longitude = degrees("regionLongitude", ellipse.centre.longitude, kFarthestEast);
    m_semiMajor = kilometres("regionSemiMajor", ellipse.semiMajorKm);
    m_semiMinor = kilometres("regionSemiMinor", ellipse.semiMinorKm);
    m_azimuth = degrees("regionAzimuth", ellipse.azimuthDegrees, 360.0, 1);
    m_azimuth->setWrapping(true);
    form->addRow(tr("Latitude of the centre"), m_latitude);
    form->addRow(tr("Longitude of the centre"), m_longitude);
    form->addRow(tr("Semi-axis along the azimuth"), m_semiMajor);
    form->addRow(tr("Semi-axis across"), m_semiMinor);
    form->addRow(tr("Azimuth, clockwise from north"), m_azimuth);
    for (QDoubleSpinBox* axis : {m_semiMajor, m_semiMinor})
        connect(axis, &QDoubleSpinBox::valueChanged, this, &RegionDialog::edit);
    return page;
}

QWidget* RegionDialog::makePolygon(const shamal::Region& region)
{
    m_polygon = region.polygon();
    m_ring->setObjectName("regionRing");
    for (std::size_t part = 0; part < m_polygon.parts.size(); ++part) {
        m_ring->addItem(tr("Part %1").arg(part + 1));
        for (std::size_t hole = 0; hole < m_polygon.parts[part].holes.size(); ++hole)
            m_ring->addItem(tr("Part %1, hole %2").arg(part + 1).arg(hole + 1));
    }
    m_ring->setVisible(m_ring->count() > 1);
    m_ring->setAccessibleName(tr("Outline"));
    m_table->setObjectName("regionCorners");
    m_table->setAccessibleName(tr("Corners"));
    m_table->setModel(m_corners);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    auto* add = new QPushButton(tr("Add Corner"));
    auto* remove = new QPushButton(tr("Remove Corner"));
    add->setObjectName("regionAddCorner");
    remove->setObjectName("regionRemoveCorner");
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {add, remove}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_ring);
    layout->addWidget(m_table, 1);
    layout->addLayout(buttons);
    showRing(0);
    connect(m_ring, &QComboBox::currentIndexChanged, this, &RegionDialog::showRing);
    connect(add, &QPushButton::clicked, this,
            [this] { m_corners->addCorner(m_table->currentIndex().row()); });
    connect(remove, &QPushButton::clicked, this,
            [this] { m_corners->removeCorner(m_table->currentIndex().row()); });
    for (const auto change : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_corners, change, this, &RegionDialog::keepRing);
    connect(m_corners, &QAbstractItemModel::dataChanged, this, &RegionDialog::keepRing);
    return page;
}

shamal::Ring& RegionDialog::ringAt(int ring)
{
    for (auto& part : m_polygon.parts) {
        if (ring-- == 0)
            return part.outer;
        for (auto& hole : part.holes) {
            if (ring-- == 0)
                return hole;
        }
    }
    return m_polygon.parts.front().outer;
}

void RegionDialog::showRing(int ring)
{
    m_shownRing = ring;
    m_corners->setRing(ringAt(ring));
}

void RegionDialog::keepRing()
{
    ringAt(m_shownRing) = m_corners->ring();
    edit();
}

LatLonBox RegionDialog::typedBox() const
{
    LatLonBox box{m_south->value(), m_north->value(), m_west->value(), m_east->value()};
    if (!(box.south < box.north))
        throw InputError(tr("The south must lie below the north.").toStdString());
    if (box.west == box.east)
        throw InputError(tr("West and east are the same.").toStdString());
    if (box.east < box.west)
        box.east += 360.0;
    if (box.east < box.west || box.east - box.west > 360.0)
        throw InputError(tr("West and east are more than 360° apart.").toStdString());
    return box;
}

Ellipse RegionDialog::typedEllipse() const
{
    if (!(m_semiMajor->value() > 0.0) || !(m_semiMinor->value() > 0.0))
        throw InputError(tr("Both semi-axes must be longer than 0 km.").toStdString());
    return {{m_latitude->value(), m_longitude->value()},
            m_semiMajor->value(),
            m_semiMinor->value(),
            m_azimuth->value()};
}

shamal::RegionShape RegionDialog::typedShape() const
{
    switch (m_kind->currentIndex()) {
        case 0:
            return typedBox();
        case 1:
            return shamal::soundPolygon(m_polygon);
        default:
            return typedEllipse();
    }
}

void RegionDialog::edit()
{
    m_edited = true;
    check();
}

void RegionDialog::check()
{
    try {
        m_region.name = m_name->text().trimmed().toStdString();
        if (m_region.name.empty())
            throw InputError(tr("The region has no name.").toStdString());
        if (m_edited)
            m_region.shape = typedShape();
        const double km2 = m_region.areaKm2();
        m_message->setText(tr("Area: %1 km²").arg(QLocale().toString(km2, 'f', km2 < 100.0 ? 2 : 0)));
        m_accept->setEnabled(true);
    } catch (const shamal::Error& error) {
        m_message->setText(QString::fromUtf8(error.what()));
        m_accept->setEnabled(false);
    }
}
