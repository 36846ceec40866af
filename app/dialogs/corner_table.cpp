#include "dialogs/corner_table.h"

#include <QLocale>

#include <algorithm>
#include <numeric>
#include <utility>

namespace {

constexpr int kDecimals = 5;  // a metre

double& coordinate(shamal::LatLon& corner, int column)
{
    return column == 0 ? corner.latitude : corner.longitude;
}

}  // namespace

void CornerTable::setRing(shamal::Ring ring)
{
    beginResetModel();
    m_ring = std::move(ring);
    endResetModel();
}

void CornerTable::addCorner(int row)
{
    const int count = rowCount();
    const int at = row >= 0 && row < count ? row + 1 : count;
    shamal::LatLon corner;
    if (count > 0) {
        const shamal::LatLon before = m_ring[static_cast<std::size_t>(at - 1)];
        const shamal::LatLon after = m_ring[static_cast<std::size_t>(at % count)];
        corner = {std::midpoint(before.latitude, after.latitude),
                  std::midpoint(before.longitude, after.longitude)};
    }
    beginInsertRows({}, at, at);
    m_ring.insert(m_ring.begin() + at, corner);
    endInsertRows();
}

void CornerTable::removeCorner(int row)
{
    if (row < 0 || row >= rowCount())
        return;
    beginRemoveRows({}, row, row);
    m_ring.erase(m_ring.begin() + row);
    endRemoveRows();
}

int CornerTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ring.size());
}

int CornerTable::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : 2;
}

QVariant CornerTable::data(const QModelIndex& index, int role) const
{
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole && role != Qt::EditRole)
        return {};
    shamal::LatLon corner = m_ring[static_cast<std::size_t>(index.row())];
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    return locale.toString(coordinate(corner, index.column()), 'f', kDecimals);
}

QVariant CornerTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role != Qt::DisplayRole)
        return {};
    if (orientation == Qt::Vertical)
        return section + 1;
    return section == 0 ? tr("Latitude, °N") : tr("Longitude, °E");
}

Qt::ItemFlags CornerTable::flags(const QModelIndex& index) const
{
    return QAbstractTableModel::flags(index) | Qt::ItemIsEditable;
}

bool CornerTable::setData(const QModelIndex& index, const QVariant& value, int role)
{
    bool isNumber = false;
    const double degrees =
        QLocale().toDouble(value.toString().trimmed().replace(QChar(0x2212), '-'), &isNumber);
    if (role != Qt::EditRole || !isNumber)
        return false;
    coordinate(m_ring[static_cast<std::size_t>(index.row())], index.column()) = degrees;
    emit dataChanged(index, index);
    return true;
}
