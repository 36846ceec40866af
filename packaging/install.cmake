# What `cmake --install` lays out:
#   bin/                  shamal, shamal-batch
#   lib/shamal/           the core library, its probe of files and the LibTorch module, found relative to the executables
#   share/shamal/         resources
#   share/applications, share/metainfo, share/icons: what a desktop shows
include(GNUInstallDirs)
set(SHAMAL_PRIVATE_LIBDIR ${CMAKE_INSTALL_LIBDIR}/shamal)
# CMAKE_INSTALL_LIBDIR may have several parts (lib/x86_64-linux-gnu), the binaries' folder too.
file(RELATIVE_PATH SHAMAL_LIBRARIES_FROM_BIN
    /prefix/${CMAKE_INSTALL_BINDIR} /prefix/${SHAMAL_PRIVATE_LIBDIR})

foreach(target shamal shamal-batch)
    if(TARGET ${target})
        set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN/${SHAMAL_LIBRARIES_FROM_BIN}")
        install(TARGETS ${target} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    endif()
endforeach()
foreach(target shamal_core shamal_downscale)
    if(TARGET ${target})
        set_target_properties(${target} PROPERTIES INSTALL_RPATH "$ORIGIN")
        install(TARGETS ${target} LIBRARY DESTINATION ${SHAMAL_PRIVATE_LIBDIR})
    endif()
endforeach()

install(TARGETS shamal-probe RUNTIME DESTINATION ${SHAMAL_PRIVATE_LIBDIR})

install(DIRECTORY ${SHAMAL_RESOURCES_DIR}/ DESTINATION ${CMAKE_INSTALL_DATADIR}/shamal PATTERN screenshots EXCLUDE)
# Named as the application names itself to the desktop (QGuiApplication::setDesktopFileName).
install(FILES ${CMAKE_CURRENT_LIST_DIR}/shamal.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications
    RENAME org.shamal.Shamal.desktop)
install(FILES ${CMAKE_CURRENT_LIST_DIR}/shamal.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo
    RENAME org.shamal.Shamal.metainfo.xml)
install(FILES ${SHAMAL_RESOURCES_DIR}/icons/shamal.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
