# Settings that every target of ours shares, and the two functions that declare targets and tests.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_AUTOMOC ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    add_link_options(-fuse-ld=mold)
endif()

# Only for our own targets: Qt's generated code (resources, translations) is compiled without these.
function(socketarium_settings target)
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
    target_compile_definitions(${target} PRIVATE QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII
        QT_NO_FOREACH QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT)
    target_include_directories(${target} PUBLIC ${CMAKE_SOURCE_DIR})
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        target_compile_options(${target} PRIVATE -fpch-preprocess) # how ccache sees through precompiled headers
    endif()
    if(SOCKETARIUM_SANITIZE)
        target_compile_options(${target} PRIVATE -fsanitize=${SOCKETARIUM_SANITIZE} -fno-omit-frame-pointer
            -fno-sanitize-recover=undefined)
        target_link_options(${target} PUBLIC -fsanitize=${SOCKETARIUM_SANITIZE})
    endif()
endfunction()

# Libraries and programs are compiled alike (-fPIC), so that they can share precompiled headers.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_CXX_COMPILE_OPTIONS_PIE ${CMAKE_CXX_COMPILE_OPTIONS_PIC})

# Headers of Qt and of the standard library that most files include, read once a set: they halve the time of a file.
# They hide nothing: clang-tidy reads every file without them.
set(socketarium_headers_core
    <QtCore/QByteArray> <QtCore/QByteArrayView> <QtCore/QCoreApplication> <QtCore/QDir> <QtCore/QFile> <QtCore/QHash>
    <QtCore/QList> <QtCore/QObject> <QtCore/QString> <QtCore/QStringList> <QtCore/QThread> <QtCore/QTimer>
    <QtNetwork/QHostAddress> <tl/expected.hpp>
    <algorithm> <array> <atomic> <chrono> <deque> <functional> <memory> <optional> <utility> <vector>)
set(socketarium_headers_window ${socketarium_headers_core}
    <QtCore/QAbstractItemModel> <QtGui/QAction> <QtGui/QKeyEvent> <QtGui/QPainter> <QtWidgets/QApplication>
    <QtWidgets/QComboBox> <QtWidgets/QHeaderView> <QtWidgets/QLabel> <QtWidgets/QLineEdit> <QtWidgets/QMenu>
    <QtWidgets/QPushButton> <QtWidgets/QScrollBar> <QtWidgets/QToolButton> <QtWidgets/QVBoxLayout>)
set(socketarium_headers_test_core ${socketarium_headers_core} <QtTest/QSignalSpy> <QtTest/QTest>)
set(socketarium_headers_test_window ${socketarium_headers_window} <QtTest/QSignalSpy> <QtTest/QTest>)
set(socketarium_links_core Qt6::Core Qt6::Network tl::expected)
set(socketarium_links_window ${socketarium_links_core} Qt6::Widgets)
set(socketarium_links_test_core ${socketarium_links_core} Qt6::Test)
set(socketarium_links_test_window ${socketarium_links_window} Qt6::Test)

# socketarium_precompile(target SET): a small library of its own holds each set, because a compiler takes a set only
# where everything that was defined when it was made is defined again.
function(socketarium_precompile target set)
    set(owner precompiled_${set})
    if(NOT TARGET ${owner})
        file(WRITE ${CMAKE_BINARY_DIR}/${owner}.cpp "int ${owner};\n")
        add_library(${owner} STATIC ${CMAKE_BINARY_DIR}/${owner}.cpp)
        socketarium_settings(${owner})
        set_target_properties(${owner} PROPERTIES AUTOMOC OFF)
        target_link_libraries(${owner} PRIVATE ${socketarium_links_${set}})
        target_precompile_headers(${owner} PRIVATE ${socketarium_headers_${set}})
    endif()
    target_precompile_headers(${target} REUSE_FROM ${owner})
endfunction()

# socketarium_library(name core|window): the set of precompiled headers that it uses.
function(socketarium_library name headers)
    add_library(${name} STATIC)
    socketarium_settings(${name})
    socketarium_precompile(${name} ${headers})
    if(SOCKETARIUM_UNITY)
        cmake_language(EVAL CODE "cmake_language(DEFER DIRECTORY ${CMAKE_SOURCE_DIR} CALL socketarium_unity ${name})")
    endif()
endfunction()

# socketarium_unity(target): the files of a room are compiled as one, which takes a third of the time. So a name that
# is not in a header stands once in a room; what two files need, they share.
function(socketarium_unity target)
    get_target_property(sources ${target} SOURCES)
    get_target_property(own_folder ${target} SOURCE_DIR)
    foreach(source ${sources})
        cmake_path(ABSOLUTE_PATH source BASE_DIRECTORY ${own_folder})
        cmake_path(GET source PARENT_PATH folder)
        cmake_path(GET folder FILENAME room)
        if(source MATCHES "\\.cpp$")
            set_source_files_properties(${source} TARGET_DIRECTORY ${target} PROPERTIES UNITY_GROUP ${room})
        endif()
    endforeach()
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
    # It warns of what a class in a .cpp file holds, where that file is not the main one.
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
endfunction()

# socketarium_moc_sources(target a.cpp b.h ...): what AUTOMOC does for a library, without the second file to compile
# that it adds to each of a hundred small programs.
function(socketarium_moc_sources target)
    set_target_properties(${target} PROPERTIES AUTOMOC OFF)
    set(made ${CMAKE_CURRENT_BINARY_DIR}/${target}_moc)
    foreach(source ${ARGN})
        file(STRINGS ${source} own REGEX "^ *Q_OBJECT")
        cmake_path(GET source STEM stem)
        if(own AND source MATCHES "\\.h$")
            set(moc ${made}/moc_${stem}.cpp)
        elseif(own)
            set(moc ${made}/${stem}.moc)
        else()
            continue()
        endif()
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
        add_custom_command(OUTPUT ${moc} DEPENDS ${source}
            COMMAND Qt6::moc ${CMAKE_CURRENT_SOURCE_DIR}/${source} -o ${moc} --compiler-flavor unix)
        target_sources(${target} PRIVATE ${moc})
    endforeach()
    target_include_directories(${target} PRIVATE ${made})
endfunction()

# socketarium_test(tst_name SOURCES a.cpp ... LIBRARIES netcore ... [LABELS unit|peer|window])
# One Qt Test program; run from its own build folder, without a display.
function(socketarium_test name)
    cmake_parse_arguments(arg "" "TIMEOUT" "SOURCES;LIBRARIES;LABELS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    socketarium_settings(${name})
    target_link_libraries(${name} PRIVATE ${arg_LIBRARIES} Qt6::Test)
    socketarium_moc_sources(${name} ${arg_SOURCES})
    if(arg_LIBRARIES MATCHES "widgets|appshell|Qt6::Widgets")
        socketarium_precompile(${name} test_window)
    elseif(arg_LIBRARIES)
        socketarium_precompile(${name} test_core)
    endif()
    target_compile_definitions(${name} PRIVATE TEST_DATA_DIR="${CMAKE_SOURCE_DIR}/tests/data")
    add_test(NAME ${name} COMMAND ${name})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    set_tests_properties(${name} PROPERTIES TIMEOUT ${arg_TIMEOUT} LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=offscreen;UBSAN_OPTIONS=print_stacktrace=1;ASAN_OPTIONS=detect_leaks=1")
endfunction()
