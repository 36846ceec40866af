// The projection of the maps, as the View menu chooses it.
#include "dialogs/fault_box.h"
#include "fields/error.h"
#include "panels/map_board.h"
#include "window/main_window.h"

#include <QInputDialog>
#include <QSettings>

void MainWindow::connectProjections()
{
    connect(m_menus.projections, &QActionGroup::triggered, this, [this](const QAction* action) {
        const auto kind = static_cast<shamal::ProjectionKind>(action->data().toInt());
        if (kind == shamal::ProjectionKind::Custom)
            askForProjection();
        else
            chooseProjection(kind);
    });
    connect(m_menus.centreProjection, &QAction::triggered, this, [this] {
        std::optional<shamal::LatLon> centre;
        for (int map = 0; map < m_maps->count() && !centre; ++map) {
            if (m_maps->view(map).hasField())
                centre = m_maps->view(map).centre();
        }
        if (centre)
            m_maps->setProjection(
                shamal::Projection::preset(m_projection, *centre, dataArea().value_or(shamal::LatLonBox{})));
    });
    m_menus.centreProjection->setEnabled(false);
}

std::optional<shamal::LatLonBox> MainWindow::dataArea() const
{
    const LoadedSource* source = m_session.fine() != nullptr ? m_session.fine() : m_session.coarse();
    return source != nullptr ? std::optional(source->series.grid().bounds()) : std::nullopt;
}

void MainWindow::chooseProjection(shamal::ProjectionKind kind)
{
    m_projection = kind;
    // Plate carrée and a string of one's own have no centre to move.
    m_menus.centreProjection->setEnabled(kind != shamal::ProjectionKind::PlateCarree);
    const shamal::LatLonBox area = dataArea().value_or(shamal::LatLonBox{});
    m_maps->setProjection(shamal::Projection::presetFor(kind, area));
}

void MainWindow::askForProjection()
{
    // Until a string is accepted the old choice stands.
    const auto restore = [this] {
        for (QAction* action : m_menus.projections->actions())
            action->setChecked(action->data().toInt() == static_cast<int>(m_projection));
    };
    QInputDialog dialog(this);
    dialog.setWindowTitle(tr("PROJ String"));
    dialog.setLabelText(
        tr("A map projection as PROJ writes it, such as \"+proj=laea +lat_0=90 +lon_0=0\" or "
           "\"EPSG:3035\":"));
    dialog.setOkButtonText(tr("Project"));
    dialog.setTextValue(QSettings().value("projection/string", "+proj=laea +lat_0=90 +lon_0=0").toString());
    dialog.resize(520, dialog.height());
    if (dialog.exec() != QDialog::Accepted)
        return restore();
    const QString text = dialog.textValue().trimmed();
    QSettings().setValue("projection/string", text);  // a refused one too: to be put right
    try {
        m_maps->setProjection(shamal::Projection::fromProj(text.toStdString()));
        m_projection = shamal::ProjectionKind::Custom;
        m_menus.centreProjection->setEnabled(false);
    } catch (const shamal::InputError& error) {
        showFault(this, tr("Projection"), QString::fromStdString(error.what()));
    }
    restore();
}
