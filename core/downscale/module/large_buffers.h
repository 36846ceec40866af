#pragma once

namespace shamal {

/// glibc gives every large buffer back to the system at once, and a forward pass then takes four times as
/// long. Keeps them from now on, in this process.
void keepLargeBuffers();
/// What is kept so grows by the day, as small lasting blocks split the large ones: all of it goes back when
/// it is much. To be called between days.
void giveBackBuffers();

}  // namespace shamal
