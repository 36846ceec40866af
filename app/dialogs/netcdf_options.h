#pragma once
#include "actions/netcdf_export.h"

#include <QObject>

class DaySpanEdit;
class QCheckBox;
class QComboBox;
class QFormLayout;

/// Which days, cells and fields of an export to write: rows of the dialog of Export NetCDF.
class NetcdfOptions : public QObject {
    Q_OBJECT
public:
    /// Adds its rows to `fields`. `session` and the dialog must outlive it.
    NetcdfOptions(const Session& session, QFormLayout& fields);

    NetcdfSelection selection() const;
    void setContent(NetcdfContent content);
    /// "At most 12 MB before compression", or that nothing is left.
    QString summary() const;

signals:
    void changed();

private:
    const Session& m_session;
    NetcdfContent m_content = NetcdfContent::Downscaled;
    DaySpanEdit* m_days;
    QComboBox* m_cells;
    QCheckBox *m_spread, *m_members;
};
