#pragma once
#include "panels/colour_editor.h"
#include "panels/map_board.h"

#include <QDialog>
#include <QPointer>

#include <optional>

class QComboBox;
class QRadioButton;

/// "Colours": the colour scale of one map, or of all with its units, edited beside the work. Each change
/// shows at once. Not modal.
class ColoursDialog : public QDialog {
    Q_OBJECT
public:
    /// `linkColours` is the toggle of the View menu; both must outlive the dialog.
    ColoursDialog(MapBoard& maps, QAction& linkColours, QWidget* parent);

    void setRegion(const std::optional<shamal::LatLonBox>& region);
    void chooseMap(int map);
    /// Follows what the maps show now.
    void refresh();

private:
    MapView& view() const;
    void takeRange(ColourEditor::RangeSource source, double lowPercent, double highPercent);

    MapBoard& m_maps;
    QPointer<MapView> m_shown;  ///< a number would be another map's when one is closed
    std::optional<shamal::LatLonBox> m_region;
    QComboBox* m_map;
    ColourEditor* m_editor;
    QRadioButton *m_alone, *m_together;
};
