#pragma once
#include <QDialog>
#include <QString>
#include <QStringList>

#include <string>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

/// Lets the user tick countries in a list that can be searched. Ticks stay while the list is searched.
class CountryDialog : public QDialog {
    Q_OBJECT
public:
    explicit CountryDialog(const QStringList& names, QWidget* parent = nullptr);

    std::vector<std::string> chosen() const;  ///< names, in the order of the list

private:
    void search(const QString& text);
    void showChosen();
    bool eventFilter(QObject* watched, QEvent* event) override;  ///< arrow keys in the search field

    QLineEdit* m_search;
    QListWidget* m_list;
    QLabel* m_summary;
    QPushButton* m_select;
};
