#include "charts/data_colours.h"

QColor dataColour(DataKind kind, bool darkBackground)
{
    switch (kind) {
        case DataKind::Coarse:
            return darkBackground ? QColor(0x56, 0xb4, 0xe9) : QColor(0x00, 0x72, 0xb2);
        case DataKind::Fine:
            return darkBackground ? QColor(0x2f, 0xc4, 0x9a) : QColor(0x00, 0x9e, 0x73);
        case DataKind::Downscaled:
            return darkBackground ? QColor(0xf0, 0xb4, 0x3c) : QColor(0xd5, 0x7e, 0x00);
        case DataKind::Persistence:
            return darkBackground ? QColor(0xe3, 0xa5, 0xc6) : QColor(0xb8, 0x5c, 0x93);
        case DataKind::Climatology:
            return darkBackground ? QColor(0xb0, 0xb4, 0xb8) : QColor(0x6e, 0x73, 0x78);
    }
    return {};
}
