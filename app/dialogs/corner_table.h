#pragma once
#include "geo/polygon.h"

#include <QAbstractTableModel>

/// The corners of a ring as a table of latitudes and longitudes to be edited.
class CornerTable : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    const shamal::Ring& ring() const { return m_ring; }
    void setRing(shamal::Ring ring);
    /// After `row`, amid it and the next one; at the end when there is no such row.
    void addCorner(int row);
    void removeCorner(int row);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;

private:
    shamal::Ring m_ring;
};
