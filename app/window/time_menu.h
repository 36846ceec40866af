#pragma once

class QMenu;
class TimeBar;

/// Puts what the time bar can do below the seasons, and has it play as it did last time.
void fillTimeMenu(QMenu& menu, TimeBar& bar);
