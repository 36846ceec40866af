#include "session/map_choice.h"

std::vector<MapChoice> mapsOfANewWindow()
{
    std::vector<MapChoice> maps(4);
    maps[1].field.data = FieldChoice::Data::Fine;
    maps[2].field.data = FieldChoice::Data::Downscaled;
    maps[3].kind = MapChoice::Kind::BestDifference;
    maps[3].field.data = FieldChoice::Data::Downscaled;
    maps[3].against.data = FieldChoice::Data::Fine;
    return maps;
}
