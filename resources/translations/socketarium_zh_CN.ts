<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>ErrorCauses</name>
    <message>
        <source>Open %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Edit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A route exists, but nobody answers for this address: the host is off, the cable is out, or a route or firewall says &quot;unreachable&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the device is switched on and in the same network, then try ping.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again when it is reachable.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This machine has no route to that network: no interface is up for it and there is no default route.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at &quot;ip route&quot;: connect the network, or add the route.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again when the network is up.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The resolver answered that this name does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the spelling, or give the address itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No name server gave an answer; the name may exist or not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the network and the name servers in /etc/resolv.conf, or give the address itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody listened on that port. The kernel chose the same port as the local one, and the connection reached itself (a simultaneous open). It was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the server first, or let it listen below the range of local ports (32768–60999).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The host answered &quot;port unreachable&quot; (ICMP): it is there, but no program receives on this UDP port. The socket stays open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start the receiver, or check the port; then send again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The host is there and answered with a reset: no program listens on this port, or a firewall refuses it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the port and start the server; a listener on 127.0.0.1 is not reachable from outside.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again when the server is running.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer at all came back in time. Packets are lost or dropped in silence, as firewalls do; a closed port would have been refused at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the address and the firewalls on the way. The option timeout=MS of the endpoint waits longer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A link-local address (fe80::…) exists on every interface, so the interface has to be named behind a percent sign.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the interface %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No interface but the loopback is up: connect one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the interface behind the address, as in fe80::1%eth0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another socket is bound to this address and port; its owner cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port is held by a program of another user (uid %1) on %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The port is held by %1 (process %2) on %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port %1 is free now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port 0 lets the kernel choose a free one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the other program and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No address of this machine can be used to reach it: for an IPv6 address this mostly means that the machine has no IPv6, and to port 0 nobody can connect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No interface of this machine has this address now. It may have vanished with a cable, a VPN or a new DHCP lease.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bind to an address that this machine has (see &quot;ip address&quot;), or to 127.0.0.1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again when the address is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rights of the file or its folder do not allow it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder, or change the rights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rights of the socket file or its folder do not allow it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the rights with &quot;ls -l&quot;, or choose a path in your own folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A rule of this machine forbids it: a &quot;prohibit&quot; route, a firewall rule, or a broadcast address without broadcast=1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at &quot;ip route get&quot; for this address; for a broadcast, add broadcast=1 to the endpoint.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ports below %1 are kept for the system on this machine (net.ipv4.ip_unprivileged_port_start).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port %1 needs no right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not run the workbench as root for this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The whole machine has no file descriptors left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>This program may hold %n file descriptor(s), and all are in use.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>This program has used all file descriptors that it may hold.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close connections that are not needed, or start it with a higher limit (ulimit -n).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Listeners go on by themselves as soon as descriptors are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One UDP datagram carries at most 65,507 bytes over IPv4 and 65,527 over IPv6 (65,535 less the headers). Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send it in parts of at most 1,200 bytes to stay below every path&apos;s MTU, or use TCP.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The peer ended the connection with a reset (RST): it closed without reading everything, or it crashed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the peer&apos;s log. Ask it what it received: data handed to the kernel may be lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The peer had already closed or reset this connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connect again and send what is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection has ended, or it is not connected yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a live connection in the table, or connect again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A limit of this program was reached; nothing beyond it was taken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until the peer has read what is under way, then go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 %2 of %3 bytes had been handed to the kernel; how many arrived is not known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full. Everything up to here is kept; live views go on, but nothing more is recorded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space, then resume.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file system refused: the disk has an error or is read-only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another place, and check the disk.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing by this name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the path; a Unix socket exists only while its server runs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This system does not offer this kind of address or operation.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use the other address family (IPv4 or IPv6), or leave the option out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was stopped before it was finished.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start it again if it was not meant to stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stored data fails its own checks; what is sound is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use an older copy, or go on with the part that can be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The kernel says that this cannot be: a &quot;blackhole&quot; route, a link-local address without its interface, or an option out of range.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at &quot;ip route get&quot; for this address; write fe80::… with %interface behind it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The text cannot be understood.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at character %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the text and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No further detail is known.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The Calls view shows the call that failed, with its arguments.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ErrorCoach</name>
    <message>
        <source>Nothing failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Host unreachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Network unreachable</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address not available here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Message too long</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset by the peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection is already closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Interface missing in a link-local address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The resolver gave no answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no errno: refused before any system call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no errno, from %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, from %2()</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this workbench</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>FIN by peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>closed by us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset by peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reset by us</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>had connected to itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>over the listener&apos;s limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>session closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No space left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reading or writing a file failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not found</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Over a limit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not supported here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection reached itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged data</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system refused</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>app::Demo</name>
    <message numerus="yes">
        <source>no answer within %n second(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::SessionOpener</name>
    <message>
        <source>&quot;%1&quot;, whose port it needs, was not opened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot;, whose port it needs, could not be opened</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>models::ConnectionModel</name>
    <message>
        <source>Endpoint, state</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Peer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In, B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out, B</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rate, B/s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Records out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RTT, ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Local</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>workspace</name>
    <message>
        <source>%1 (with the port of &quot;%2&quot;)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>listen on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connect to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>receive UDP datagrams on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>open a UDP socket for %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>other machines can reach it, not only this one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it answers by itself what others send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it goes to another machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it connects again and again by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it may send to every machine of the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 and answer with %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something follows the end of the JSON value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are too many values</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is no JSON value</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>values are nested too deeply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a comma or a closing bracket is missing here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a member&apos;s name in quotes is missing here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this name occurs twice in the same object</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a colon is missing here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this text has no closing quote</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a control character in a text must be escaped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>half a character (a lone surrogate)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this escape is not known to JSON</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>\u needs four hexadecimal digits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a number must not begin with 0</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a digit is missing here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this number is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the file is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is not UTF-8 text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name must not be empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this name is longer than 100 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name must not hold control or invisible characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a name must not look like a path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folders are separated by /</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>folders are nested too deeply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>an object { … } is expected here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a list [ … ] is expected here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there are more than %1 of them</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this is no Socketarium workspace: it has no &quot;version&quot;</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the version must be a whole number from 1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this file was made by a newer Socketarium (version %1 of the format, this program knows %2): please update</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this member is not known; it is kept and does nothing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text in quotes is expected here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>this text is longer than %1 characters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>control or invisible characters are refused here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is missing here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another session has this name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (at character %2 of this text)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not known here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>another payload has this name and folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no listener of this workspace has this name</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
