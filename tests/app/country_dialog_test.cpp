#include "dialogs/country_dialog.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

class CountryDialogTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ticksStayWhileTheListIsSearched()
    {
        CountryDialog dialog({"Iran", "Iraq", "Kuwait"});
        dialog.show();
        auto* search = dialog.findChild<QLineEdit*>("countrySearch");
        auto* list = dialog.findChild<QListWidget*>("countryList");
        QVERIFY(search != nullptr && list != nullptr);
        QVERIFY(dialog.chosen().empty());

        QTest::keyClicks(search, "ira");
        QVERIFY(!list->isRowHidden(0) && !list->isRowHidden(1) && list->isRowHidden(2));
        // From the field to the list, tick what is found first.
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Space);
        search->setText("KUW");
        list->item(2)->setCheckState(Qt::Checked);
        QCOMPARE(dialog.chosen(), (std::vector<std::string>{"Iran", "Kuwait"}));
        search->clear();
        for (int row = 0; row < list->count(); ++row)
            QVERIFY(!list->isRowHidden(row));
    }
    void onlySomethingCanBeSelected()
    {
        CountryDialog dialog({"Iran", "Iraq"});
        dialog.show();
        auto* list = dialog.findChild<QListWidget*>("countryList");
        QPushButton* select = nullptr;
        for (QPushButton* button : dialog.findChildren<QPushButton*>()) {
            if (button->isDefault())
                select = button;
        }
        QVERIFY(select != nullptr && !select->isEnabled());
        list->item(1)->setCheckState(Qt::Checked);
        QVERIFY(select->isEnabled());
        QTest::mouseClick(select, Qt::LeftButton);
        QCOMPARE(dialog.result(), static_cast<int>(QDialog::Accepted));
    }
};

QTEST_MAIN(CountryDialogTest)
#include "country_dialog_test.moc"
