<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>ErrorCauses</name>
    <message numerus="yes">
        <source>This program may hold %n file descriptor(s), and all are in use.</source>
        <translation>
            <numerusform>This program may hold %n file descriptor, and all are in use.</numerusform>
            <numerusform>This program may hold %n file descriptors, and all are in use.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QLocale</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StateText</name>
    <message numerus="yes">
        <source>%n connection(s) turned away</source>
        <translation>
            <numerusform>%n connection turned away</numerusform>
            <numerusform>%n connections turned away</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::Demo</name>
    <message numerus="yes">
        <source>no answer within %n second(s)</source>
        <translation>
            <numerusform>no answer within %n second</numerusform>
            <numerusform>no answer within %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::Dissecting</name>
    <message numerus="yes">
        <source>%n selected row(s)</source>
        <translation>
            <numerusform>%n selected row</numerusform>
            <numerusform>%n selected rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected frame(s)</source>
        <translation>
            <numerusform>%n selected frame</numerusform>
            <numerusform>%n selected frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::ExchangeFiles</name>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Written: %1 · %n record(s) · %2 of payload</source>
        <translation>
            <numerusform>Written: %1 · %n record · %2 of payload</numerusform>
            <numerusform>Written: %1 · %n records · %2 of payload</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::RecordingViews</name>
    <message numerus="yes">
        <source>%n row(s) hidden</source>
        <translation>
            <numerusform>%n row hidden</numerusform>
            <numerusform>%n rows hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::Replaying</name>
    <message numerus="yes">
        <source>%1: %n send(s), %2</source>
        <translation>
            <numerusform>%1: %n send, %2</numerusform>
            <numerusform>%1: %n sends, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::DissectionModel</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more · %2</source>
        <translation>
            <numerusform>%1 and %n more · %2</numerusform>
            <numerusform>%1 and %n more · %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::FrameText</name>
    <message numerus="yes">
        <source>%Ln too long</source>
        <translation>
            <numerusform>%Ln too long</numerusform>
            <numerusform>%Ln too long</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bad length</source>
        <translation>
            <numerusform>%Ln bad length</numerusform>
            <numerusform>%Ln bad lengths</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln incomplete</source>
        <translation>
            <numerusform>%Ln incomplete</numerusform>
            <numerusform>%Ln incomplete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bad checksum</source>
        <translation>
            <numerusform>%Ln bad checksum</numerusform>
            <numerusform>%Ln bad checksums</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln bad escape</source>
        <translation>
            <numerusform>%Ln bad escape</numerusform>
            <numerusform>%Ln bad escapes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln outside any frame</source>
        <translation>
            <numerusform>%Ln outside any frame</numerusform>
            <numerusform>%Ln outside any frame</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln malformed</source>
        <translation>
            <numerusform>%Ln malformed</numerusform>
            <numerusform>%Ln malformed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln too costly</source>
        <translation>
            <numerusform>%Ln too costly</numerusform>
            <numerusform>%Ln too costly</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln with a bad payload</source>
        <translation>
            <numerusform>%Ln with a bad payload</numerusform>
            <numerusform>%Ln with a bad payload</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %Ln datagram(s)</source>
        <translation>
            <numerusform>from %Ln datagram</numerusform>
            <numerusform>from %Ln datagrams</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %Ln send(s)</source>
        <translation>
            <numerusform>from %Ln send</numerusform>
            <numerusform>from %Ln sends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %Ln read(s)</source>
        <translation>
            <numerusform>from %Ln read</numerusform>
            <numerusform>from %Ln reads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln frame(s)</source>
        <translation>
            <numerusform>%Ln frame</numerusform>
            <numerusform>%Ln frames</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s) wait for their end</source>
        <translation>
            <numerusform>%Ln byte waits for its end</numerusform>
            <numerusform>%Ln bytes wait for their end</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln record(s) cannot be read</source>
        <translation>
            <numerusform>%Ln record cannot be read</numerusform>
            <numerusform>%Ln records cannot be read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>the oldest %Ln are no longer listed</source>
        <translation>
            <numerusform>the oldest %Ln is no longer listed</numerusform>
            <numerusform>the oldest %Ln are no longer listed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>row(s) %1</source>
        <translation>
            <numerusform>row %1</numerusform>
            <numerusform>rows %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln byte(s)</source>
        <translation>
            <numerusform>%Ln byte</numerusform>
            <numerusform>%Ln bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>models::StreamBlocks</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… %n more byte(s): see them all in the hex view</source>
        <translation>
            <numerusform>… %n more byte: see them all in the hex view</numerusform>
            <numerusform>… %n more bytes: see them all in the hex view</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::BarChart</name>
    <message numerus="yes">
        <source>%1: %Ln frame(s)</source>
        <translation>
            <numerusform>%1: %Ln frame</numerusform>
            <numerusform>%1: %Ln frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::ChartsView</name>
    <message numerus="yes">
        <source>%n read(s)</source>
        <translation>
            <numerusform>%n read</numerusform>
            <numerusform>%n reads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n send(s)</source>
        <translation>
            <numerusform>%n send</numerusform>
            <numerusform>%n sends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n connection</numerusform>
            <numerusform>%n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>%n answer</numerusform>
            <numerusform>%n answers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without an answer</source>
        <translation>
            <numerusform>%n without an answer</numerusform>
            <numerusform>%n without an answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::Composer</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n byte(s) handed to the kernel, %2: %3</source>
        <translation>
            <numerusform>%1 of %n byte handed to the kernel, %2: %3</numerusform>
            <numerusform>%1 of %n bytes handed to the kernel, %2: %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) handed to the kernel, %1</source>
        <translation>
            <numerusform>%n byte handed to the kernel, %1</numerusform>
            <numerusform>%n bytes handed to the kernel, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) copied as %1</source>
        <translation>
            <numerusform>%n byte copied as %1</numerusform>
            <numerusform>%n bytes copied as %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Leaves: %n byte(s)</source>
        <translation>
            <numerusform>Leaves: %n byte</numerusform>
            <numerusform>Leaves: %n bytes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %n write(s)</source>
        <translation>
            <numerusform>in %n write</numerusform>
            <numerusform>in %n writes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::DissectionView</name>
    <message numerus="yes">
        <source> · %n field(s) beyond the limits left out</source>
        <translation>
            <numerusform> · %n field beyond the limits left out</numerusform>
            <numerusform> · %n fields beyond the limits left out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s) decoded</source>
        <translation>
            <numerusform>%n packet decoded</numerusform>
            <numerusform>%n packets decoded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::ExportDialog</name>
    <message numerus="yes">
        <source>the %n selected row(s)</source>
        <translation>
            <numerusform>the selected row</numerusform>
            <numerusform>the %n selected rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::FaultPanel</name>
    <message numerus="yes">
        <source>%n times</source>
        <translation>
            <numerusform>%n time</numerusform>
            <numerusform>%n times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::FieldTree</name>
    <message numerus="yes">
        <source>%n item(s)</source>
        <translation>
            <numerusform>%n item</numerusform>
            <numerusform>%n items</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::FrameDiffView</name>
    <message numerus="yes">
        <source>%Ln byte(s) differ</source>
        <translation>
            <numerusform>%Ln byte differs</numerusform>
            <numerusform>%Ln bytes differ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::FramesView</name>
    <message numerus="yes">
        <source>%Ln frame(s) hidden</source>
        <translation>
            <numerusform>%Ln frame hidden</numerusform>
            <numerusform>%Ln frames hidden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::Inspector</name>
    <message numerus="yes">
        <source>%1, %n byte(s) selected</source>
        <translation>
            <numerusform>%1, %n byte selected</numerusform>
            <numerusform>%1, %n bytes selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::PayloadLibrary</name>
    <message numerus="yes">
        <source>Send %n payload(s)</source>
        <translation>
            <numerusform>Send %n payload</numerusform>
            <numerusform>Send %n payloads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::Rulers</name>
    <message numerus="yes">
        <source>%1 · %n send(s)</source>
        <translation>
            <numerusform>%1 · %n send</numerusform>
            <numerusform>%1 · %n sends</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n read(s)</source>
        <translation>
            <numerusform>%1 · %n read</numerusform>
            <numerusform>%1 · %n reads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::StructureEditor</name>
    <message numerus="yes">
        <source>%n field(s) are not as the structure says</source>
        <translation>
            <numerusform>%n field is not as the structure says</numerusform>
            <numerusform>%n fields are not as the structure says</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n field(s) read</source>
        <translation>
            <numerusform>%n field read</numerusform>
            <numerusform>%n fields read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::TargetBar</name>
    <message numerus="yes">
        <source>leaves %1 to %n connection(s)</source>
        <translation>
            <numerusform>leaves %1 to %n connection</numerusform>
            <numerusform>leaves %1 to %n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: all %n connection(s)</source>
        <translation>
            <numerusform>%1: all %n connection</numerusform>
            <numerusform>%1: all %n connections</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more: choose in the table of connections</source>
        <translation>
            <numerusform>%n more: choose in the table of connections</numerusform>
            <numerusform>%n more: choose in the table of connections</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>widgets::WirePreview</name>
    <message numerus="yes">
        <source>%n byte(s) that the framing puts before</source>
        <translation>
            <numerusform>%n byte that the framing puts before</numerusform>
            <numerusform>%n bytes that the framing puts before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) that the framing puts behind</source>
        <translation>
            <numerusform>%n byte that the framing puts behind</numerusform>
            <numerusform>%n bytes that the framing puts behind</numerusform>
        </translation>
    </message>
</context>
</TS>
