#pragma once
#include "actions/netcdf_export.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QDateEdit;

/// Which days, cells and fields of an export to write: the middle of the dialog of Export NetCDF.
class NetcdfOptions : public QWidget {
    Q_OBJECT
public:
    /// `session` must outlive it.
    explicit NetcdfOptions(const Session& session, QWidget* parent = nullptr);

    NetcdfSelection selection() const;
    void setContent(NetcdfContent content);
    /// "At most 12 MB before compression", or that nothing is left.
    QString summary() const;

signals:
    void changed();

private:
    const Session& m_session;
    NetcdfContent m_content = NetcdfContent::Downscaled;
    QDateEdit *m_first, *m_last;
    QComboBox* m_cells;
    QCheckBox *m_spread, *m_members;
};
