package io.jamesagents.attachment.text;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Stands in for the program that reads files: says back what it got, or does what the file's name tells it to. */
public final class StandInReader {
    private static final int MAGIC = 0x4a_41_54_31;

    private StandInReader() {}

    static List<String> command() {
        String java = System.getProperty("java.home") + "/bin/java";
        return List.of(java, "-Xmx32m", "-cp", System.getProperty("java.class.path"), StandInReader.class.getName());
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(System.out);
        out.writeInt(MAGIC);
        while (in.readInt() == MAGIC) {
            String name = in.readUTF();
            in.readUTF();
            in.readInt();
            StringBuilder content = new StringBuilder();
            int length = in.readInt();
            while (length > 0) {
                content.append(new String(in.readNBytes(length), StandardCharsets.UTF_8));
                length = in.readInt();
            }
            if (length == 0) {
                answer(out, name, content.toString());
            }
        }
    }

    private static void answer(DataOutputStream out, String name, String content)
            throws IOException, InterruptedException {
        switch (name) {
            case "crash" -> Runtime.getRuntime().halt(134);
            case "full" -> Runtime.getRuntime().halt(3);
            case "hang" -> Thread.sleep(Long.MAX_VALUE);
            case "nonsense" -> out.write(new byte[1000]);
            case "boast" -> answer(out, "ready", Integer.MAX_VALUE, "x");
            case "environment" -> answer(out, System.getenv().toString());
            default -> answer(out, content);
        }
    }

    private static void answer(DataOutputStream out, String text) throws IOException {
        answer(out, "ready", text.getBytes(StandardCharsets.UTF_8).length, text);
    }

    private static void answer(DataOutputStream out, String state, int length, String text) throws IOException {
        out.writeUTF(state);
        out.writeUTF("");
        out.writeBoolean(false);
        out.writeInt(length);
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
