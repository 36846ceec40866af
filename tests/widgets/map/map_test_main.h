#pragma once
#include "map/map_view.h"

#include <QApplication>
#include <QStyleFactory>
#include <QtTest>

/// QTEST_MAIN with the OpenGL format that maps need, set before the application exists.
#define SHAMAL_MAP_TEST_MAIN(Test)              \
    int main(int argc, char** argv)             \
    {                                           \
        MapView::prepareApplication();          \
        QApplication application(argc, argv);   \
        QApplication::setStyle("Fusion");       \
        Test test;                              \
        return QTest::qExec(&test, argc, argv); \
    }
