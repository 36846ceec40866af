#pragma once
#include <QColor>
#include <QString>
#include <QWidget>

#include <optional>
#include <vector>

class QAction;
class QMenu;
class QToolButton;
class QTreeWidget;
class QTreeWidgetItem;

/// What the list says of one region.
struct RegionRow {
    QString name;
    QColor colour;
    double areaKm2 = 0.0;
    bool operator==(const RegionRow&) const = default;
};

/// The regions with colour, name and area, below the whole area; tells what the user wants done with them,
/// and changes nothing by itself.
class RegionsPanel : public QWidget {
    Q_OBJECT
public:
    explicit RegionsPanel(QWidget* parent = nullptr);
    /// `active` none: the whole area, of which there is no size where nothing is open.
    void setRows(const std::vector<RegionRow>& rows, std::optional<std::size_t> active,
                 std::optional<double> wholeAreaKm2);
    QSize sizeHint() const override { return {300, 200}; }

signals:
    void activated(std::optional<std::size_t> region);
    void renamed(std::size_t region, const QString& name);
    void newRequested();
    void editRequested(std::size_t region);
    void colourRequested(std::size_t region);
    void removeRequested(const std::vector<std::size_t>& regions);
    void unionRequested(const std::vector<std::size_t>& regions);
    void intersectionRequested(std::size_t one, std::size_t other);
    void differenceRequested(std::size_t whole, std::size_t taken);

protected:
    void changeEvent(QEvent* event) override;

private:
    void makeActions();
    void showRow(QTreeWidgetItem& item, const RegionRow& row, bool active);
    void select(std::optional<std::size_t> active);
    std::vector<std::size_t> selected() const;  ///< without the whole area
    void enableActions();
    void fillCombinations();
    void recolourIcons();

    QTreeWidget* m_tree;
    QAction *m_new, *m_edit, *m_colour, *m_remove;
    QMenu* m_combinations;
    QToolButton* m_combine;
    std::vector<RegionRow> m_rows;
};
