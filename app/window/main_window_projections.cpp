// The projection of the maps, as the View menu chooses it.
#include "dialogs/fault_box.h"
#include "fields/error.h"
#include "panels/map_board.h"
#include "window/main_window.h"

#include <QInputDialog>
#include <QSettings>

#include <algorithm>
#include <array>
#include <utility>

namespace {

using Kind = shamal::ProjectionKind;

constexpr const char* kKept = "projection/kind";
constexpr const char* kKeptString = "projection/accepted";  // one that was refused is kept beside it

// Words, which stay true when the list of kinds grows.
constexpr std::array kKinds{
    std::pair{Kind::PlateCarree, "plateCarree"},   std::pair{Kind::Mercator, "mercator"},
    std::pair{Kind::LambertConformal, "lambert"},  std::pair{Kind::Albers, "albers"},
    std::pair{Kind::Orthographic, "orthographic"}, std::pair{Kind::Stereographic, "stereographic"},
    std::pair{Kind::Robinson, "robinson"},         std::pair{Kind::Custom, "custom"}};

void keep(Kind kind)
{
    for (const auto& [known, word] : kKinds) {
        if (known == kind)
            QSettings().setValue(kKept, QLatin1String(word));
    }
}

std::optional<Kind> keptKind()
{
    const QString word = QSettings().value(kKept).toString();
    const auto* const known =
        std::ranges::find_if(kKinds, [&](const auto& kind) { return word == QLatin1String(kind.second); });
    return known != kKinds.end() ? std::optional(known->first) : std::nullopt;
}

}  // namespace

void MainWindow::connectProjections()
{
    connect(m_menus.projections, &QActionGroup::triggered, this, [this](const QAction* action) {
        const auto kind = static_cast<shamal::ProjectionKind>(action->data().toInt());
        if (kind == shamal::ProjectionKind::Custom)
            askForProjection();
        else
            chooseProjection(kind);
        keep(m_projection);
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
    restoreProjection();
}

/// That of the last start; plate carrée when there is none, or none that PROJ takes.
void MainWindow::restoreProjection()
{
    const std::optional<Kind> kind = keptKind();
    if (!kind)
        return;
    try {
        if (*kind == Kind::Custom)
            m_maps->setProjection(
                shamal::Projection::fromProj(QSettings().value(kKeptString).toString().toStdString()));
        else
            chooseProjection(*kind);
        m_projection = *kind;
    } catch (const shamal::InputError&) {
        // Another version of PROJ may know other names.
    }
    tickProjection();
}

void MainWindow::tickProjection()
{
    for (QAction* action : m_menus.projections->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(m_projection));
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
    QInputDialog dialog(this);
    dialog.setWindowTitle(tr("PROJ String"));
    dialog.setLabelText(
        tr("A map projection as PROJ writes it, such as \"+proj=laea +lat_0=90 +lon_0=0\" or "
           "\"EPSG:3035\":"));
    dialog.setOkButtonText(tr("Project"));
    dialog.setTextValue(QSettings().value("projection/string", "+proj=laea +lat_0=90 +lon_0=0").toString());
    dialog.resize(520, dialog.height());
    if (dialog.exec() != QDialog::Accepted)
        return tickProjection();
    const QString text = dialog.textValue().trimmed();
    QSettings().setValue("projection/string", text);  // a refused one too: to be put right
    try {
        m_maps->setProjection(shamal::Projection::fromProj(text.toStdString()));
        m_projection = shamal::ProjectionKind::Custom;
        QSettings().setValue(kKeptString, text);
        m_menus.centreProjection->setEnabled(false);
    } catch (const shamal::InputError& error) {
        showFault(this, tr("Projection"), QString::fromStdString(error.what()));
    }
    tickProjection();  // until a string is accepted the old choice stands
}
