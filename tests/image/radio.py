"""Wi-Fi in a virtual device: the kernel's two simulated radios, of which one is the device's own and one is an access point with a
network behind it, in a namespace of its own."""

import base64
import hashlib

SSID = "Raadzaal"
#: With what a shell, JSON or the supplicant's own file could stumble over.
PASSPHRASE = "een \"lang\" #wo\\ord $HOME 'x' paardenbloemen"
#: A word of it that stands nowhere else.
WORD = b"paardenbloemen"
#: What is behind the access point (RFC 5737), and a place that is reached by whatever route comes first.
GATEWAY, ELSEWHERE = "192.0.2.1", "198.51.100.1"
UNIT = "casustafel-wifi@wlan0.service"

#: The second radio isn't the device's; behind it a bridge, and behind that a machine that gives out addresses.
BUILD = f"""set -e
mkdir -p /run/systemd/network
printf '[Match]\\nName=wlan1 air air0\\n[Link]\\nUnmanaged=yes\\n' >/run/systemd/network/10-test.network
networkctl reload
systemctl mask --runtime casustafel-wifi@wlan1.service
ip netns add behind
ip link add air type bridge
ip link add air0 type veth peer name cable netns behind
ip link set air0 master air up
ip link set air up
ip -n behind address add {GATEWAY}/24 dev cable
ip -n behind link set cable up
printf 'start 192.0.2.100\\nend 192.0.2.150\\ninterface cable\\nlease_file /run/leases\\noption subnet 255.255.255.0\\noption router {GATEWAY}\\n' >/run/udhcpd.conf
touch /run/leases
systemd-run --quiet --unit=addresses ip netns exec behind busybox udhcpd -f /run/udhcpd.conf
modprobe mac80211_hwsim radios=2
udevadm settle
"""
STOP = "ip link set wlan1 nomaster; systemctl stop access-point; rm /run/access-point.conf"
START = ("systemd-run --quiet --collect --unit=access-point wpa_supplicant -D nl80211 -i wlan1 -b air -c /run/access-point.conf && "
         "until journalctl _SYSTEMD_INVOCATION_ID=$(systemctl show -P InvocationID access-point) | grep -q AP-ENABLED; do sleep 0.3; done && ip link set wlan1 master air")


def settings(passphrase=PASSPHRASE):
    """A network.json."""
    return {"type": "casustafel/network", "version": 1, "method": "dhcp", "wifi": {"ssid": SSID, "passphrase": passphrase}}


def wpa2(passphrase=PASSPHRASE):
    """An access point that was told the key itself, made of the passphrase here (IEEE 802.11-2020, J.4)."""
    key = hashlib.pbkdf2_hmac("sha1", passphrase.encode(), SSID.encode(), 4096, 32).hex()
    return f"key_mgmt=WPA-PSK\nproto=RSN\npairwise=CCMP\ngroup=CCMP\npsk={key}\n"


def wpa3(passphrase=PASSPHRASE):
    """One that takes nothing but WPA3."""
    return f'key_mgmt=SAE\nproto=RSN\npairwise=CCMP\ngroup=CCMP\nieee80211w=2\nsae_password="{passphrase}"\n'


class Air:
    """The radios of a machine, and what they are told."""

    def __init__(self, machine):
        self.machine = machine
        self.does(BUILD)

    def does(self, command, patience=180):
        """What a command said that must go well."""
        status, said = self.machine.shell(command, patience)
        if status != 0:
            raise AssertionError(f"{command}: {said}")
        return said

    def access_point(self, kind, again=False):
        """Puts an access point of that kind in place of the one before."""
        text = f'country=NL\np2p_disabled=1\nnetwork={{\nssid="{SSID}"\nmode=2\nfrequency=2437\n{kind}}}\n'
        written = base64.b64encode(text.encode()).decode()
        self.does((f"{STOP}; " if again else "") + f"echo {written} | base64 -d >/run/access-point.conf && {START}")

    def journal(self):
        """What the device's supplicant said."""
        return self.does(f"journalctl --no-pager -u {UNIT}")

    def until_said(self, words, patience=300):
        self.does(f"until journalctl --no-pager -u {UNIT} | grep -qE '{words}'; do sleep 0.5; done", patience)

    def until_joined(self, patience=300):
        """Until the device can be reached behind its access point; its address."""
        self.does(f"until ip -4 address show wlan0 | grep -q 'inet 192.0.2.1' && busybox ping -c 1 -W 2 -I wlan0 {GATEWAY}; do sleep 0.5; done", patience)
        return self.does("ip -4 -o address show wlan0")

    def way_out(self):
        """The interface by which the device reaches others, or the word that there is none."""
        words = self.machine.shell(f"ip route get {ELSEWHERE}")[1].split()
        return words[words.index("dev") + 1] if "dev" in words else "none"

    def until_way_out(self, wanted, patience=120):
        sign = "=" if wanted == "wlan0" else "!="
        self.does(f"until [ \"$(ip route get {ELSEWHERE} | sed -n 's/.* dev \\([^ ]*\\).*/\\1/p')\" {sign} wlan0 ]; do sleep 0.5; done", patience)
