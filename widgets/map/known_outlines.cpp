#include "map/known_outlines.h"

#include "fields/error.h"

#include <QDebug>

const std::vector<shamal::Outline>& knownOutlines()
{
    static const std::vector<shamal::Outline> none;
    static const std::vector<shamal::Outline>* const outlines = [] {
        try {
            return &shamal::naturalEarthOutlines();
        } catch (const shamal::Error& error) {
            qWarning("Maps are drawn without coastlines: %s", error.what());
            return &none;
        }
    }();
    return *outlines;
}
