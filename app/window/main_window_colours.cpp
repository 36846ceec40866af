// Colour scales of the maps.
#include "dialogs/colours_dialog.h"
#include "map/colour_range.h"
#include "session/map_fields.h"
#include "window/main_window.h"

namespace {

/// What was chosen before stays; only what data decide is taken over.
ColourScale refitted(const ColourScale& before, ColourScale fitted)
{
    if (before.locked)
        return before;
    if (before.palette != nullptr)
        fitted.palette = before.palette;
    fitted.reversed = before.reversed;
    fitted.steps = before.steps;
    return fitted;
}

}  // namespace

void MainWindow::connectColours()
{
    connect(m_menus.linkColours, &QAction::toggled, &m_maps->link(), &ViewLink::setColoursLinked);
    connect(m_menus.fitRange, &QAction::triggered, this, &MainWindow::fitRanges);
    connect(m_menus.colours, &QAction::triggered, this, [this] { showColours(std::nullopt); });
    for (int pane = 0; pane < MapBoard::kPanes; ++pane) {
        const auto which = static_cast<MapBoard::Pane>(pane);
        connect(&m_maps->view(which), &MapView::colourEditorRequested, this,
                [this, which] { showColours(which); });
    }
}

void MainWindow::showColours(std::optional<MapBoard::Pane> pane)
{
    if (m_colours == nullptr)
        m_colours = new ColoursDialog(*m_maps, *m_menus.linkColours, this);
    m_colours->setRegion(m_session.region() ? std::optional(m_session.region()->box) : std::nullopt);
    if (pane)
        m_colours->chooseMap(*pane);
    else
        m_colours->refresh();
    m_colours->show();
    m_colours->raise();
    m_colours->activateWindow();
}

void MainWindow::fitColours()
{
    const bool shared = sharesUnits(m_session);
    const ColourScale common = commonScale(m_session);
    const ColourScale coarse = shared ? common : scaleOf(m_session.coarse()->series);
    for (const auto pane : {MapBoard::Coarse, MapBoard::Fine, MapBoard::Downscaled}) {
        MapView& view = m_maps->view(pane);
        const bool fine = pane == MapBoard::Fine;
        view.setColourScale(refitted(view.colourScale(), fine ? common : coarse));
        m_maps->link().setColourGroup(
            &view, fine && !shared ? QStringLiteral("fine units") : QStringLiteral("coarse units"));
    }
    m_differenceFitted = false;
    fitDifference();
}

/// Its range is fitted to the first difference shown, and kept: a range changes only when asked.
void MainWindow::fitDifference()
{
    const PaneContent difference = differencePane(m_session);
    if (!difference.field || m_differenceFitted)
        return;
    MapView& view = m_maps->view(MapBoard::Difference);
    view.setColourScale(refitted(view.colourScale(), ColourScale::symmetric(difference.field->values)));
    m_differenceFitted = true;
}

void MainWindow::fitRanges()
{
    const auto fit = [](MapView& view, const ColourScale& fitted) {
        const ColourScale& now = view.colourScale();
        if (!now.locked)
            view.setColourScale(withRange(now, fitted.minimum, fitted.maximum).value_or(now));
    };
    const ColourScale common = commonScale(m_session);
    const ColourScale coarse = sharesUnits(m_session) ? common : scaleOf(m_session.coarse()->series);
    fit(m_maps->view(MapBoard::Coarse), coarse);
    fit(m_maps->view(MapBoard::Fine), common);
    fit(m_maps->view(MapBoard::Downscaled), coarse);
    if (const PaneContent difference = differencePane(m_session); difference.field)
        fit(m_maps->view(MapBoard::Difference), ColourScale::symmetric(difference.field->values));
    if (m_colours != nullptr)
        m_colours->refresh();
}
