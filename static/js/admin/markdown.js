// The Markdown editor: a live preview beside every .markdownx-editor, and pictures by drop, paste or button.
// The text area itself is left alone: Tab leaves it, undo works, and without this file it is still a text area.

const IDLE_MS = 300;
const PICTURES = ["image/jpeg", "image/png", "image/webp", "image/avif", "image/gif"];
const ready = new WeakSet();

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

function token(textarea) {
  return textarea.form?.elements.csrfmiddlewaretoken?.value ?? "";
}

function sentence(status, text, doing) {
  try {
    const { error } = JSON.parse(text);
    if (error) return error;
  } catch {
    // Not our own answer: a proxy's or an error page. Its text is not for the writer.
  }
  if (status === 401 || status === 403) return `${doing} was refused. Log in again in another window; what you typed is still here.`;
  if (status === 413) return `${doing} was refused because it is too large.`;
  return `${doing} failed (error ${status}). What you typed is still here; try again in a moment.`;
}

const UNREACHABLE = "The server does not answer. What you typed is still here; check the connection.";

// Numbers the footnote marks in the order of their first use, as the public page does.
function withNotes(preview, notes) {
  const numbers = new Map();
  for (const mark of preview.querySelectorAll("span.ref[data-note], span[data-note]")) {
    const label = mark.dataset.note;
    if (!numbers.has(label)) numbers.set(label, numbers.size + 1);
    mark.className = "ref";
    mark.textContent = numbers.get(label);
  }
  if (!notes.length) return;
  const list = make("ol", { className: "markdown-notes" });
  for (const note of notes) {
    const item = make("li");
    item.innerHTML = note.html;
    if (!numbers.has(note.label)) item.className = "markdown-unused";
    list.append(item);
  }
  preview.append(list);
}

class Editor {
  constructor(frame, textarea, preview) {
    this.textarea = textarea;
    this.preview = preview;
    const name = this.name();
    preview.setAttribute("role", "region");
    preview.setAttribute("aria-label", name ? `Preview of ${name}` : "Preview");
    preview.tabIndex = 0;
    this.status = make("p", { className: "markdown-status" });
    this.status.setAttribute("role", "status");
    this.uploads = make("div", { className: "markdown-uploads" });
    this.chooser = make("input", { type: "file", accept: PICTURES.join(","), multiple: true, hidden: true });
    const button = make("button", { type: "button", className: "markdown-add", textContent: "Add a picture" });
    button.addEventListener("click", () => this.chooser.click());
    this.chooser.addEventListener("change", () => {
      this.take(this.chooser.files);
      this.chooser.value = "";
    });
    this.button = button;
    const bar = make("div", { className: "markdown-bar" }, button, this.chooser, this.status);
    frame.classList.add("markdown-ready");
    frame.append(bar, this.uploads);

    textarea.addEventListener("input", () => this.later());
    textarea.addEventListener("paste", (event) => this.pasted(event));
    for (const type of ["dragenter", "dragover"]) textarea.addEventListener(type, (event) => this.dragged(event));
    textarea.addEventListener("dragleave", () => textarea.classList.remove("markdown-drop"));
    textarea.addEventListener("drop", (event) => this.dropped(event));
    for (const link of ["click", "auxclick"]) preview.addEventListener(link, (event) => Editor.open(event));
    new IntersectionObserver((entries, observer) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      this.show();
    }, { rootMargin: "200px" }).observe(frame);
  }

  name() {
    return document.querySelector(`label[for="${CSS.escape(this.textarea.id)}"]`)?.textContent.replace(/:\s*$/, "").trim();
  }

  // A click in the preview must not lead away from unsaved text.
  static open(event) {
    const link = event.target.closest("a[href]");
    if (!link || link.getAttribute("href").startsWith("#")) return;
    link.target = "_blank";
    link.relList.add("noopener");
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.show(), IDLE_MS);
  }

  say(text, isError = false) {
    this.status.textContent = text;
    this.status.classList.toggle("markdown-error", isError);
  }

  async show() {
    this.request?.abort();
    const text = this.textarea.value;
    if (!text.trim()) {
      this.preview.replaceChildren();
      this.preview.classList.remove("markdown-stale");
      this.say("");
      return;
    }
    const request = new AbortController();
    this.request = request;
    const body = new FormData();
    body.set("content", text);
    body.set("notes", this.textarea.dataset.notes);
    let problem = "";
    try {
      const response = await fetch(this.textarea.dataset.previewUrl, {
        method: "POST", body, signal: request.signal, headers: { "X-CSRFToken": token(this.textarea) },
      });
      const answer = await response.text();
      if (response.ok && !response.redirected) {
        const { html, notes } = JSON.parse(answer);
        this.preview.innerHTML = html;
        withNotes(this.preview, notes);
      } else {
        problem = sentence(response.redirected ? 403 : response.status, answer, "The preview");
      }
    } catch (error) {
      if (request.signal.aborted) return;
      problem = error instanceof SyntaxError ? sentence(0, "", "The preview") : UNREACHABLE;
    }
    if (request.signal.aborted) return;
    this.preview.classList.toggle("markdown-stale", problem !== "");
    this.say(problem, problem !== "");
  }

  dragged(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    this.textarea.classList.add("markdown-drop");
  }

  dropped(event) {
    this.textarea.classList.remove("markdown-drop");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    this.take(event.dataTransfer.files);
  }

  // Word processors put a picture of the text beside the text: then the text is meant.
  pasted(event) {
    const files = event.clipboardData?.files ?? [];
    if (!files.length || event.clipboardData.types.includes("text/plain")) return;
    event.preventDefault();
    this.take(files);
  }

  take(files) {
    for (const file of files) this.uploads.append(new Upload(this, file).panel);
    this.uploads.querySelector(".markdown-upload:last-child input[type=text]")?.focus();
  }

  insert(text) {
    const { textarea } = this;
    textarea.focus();
    const before = textarea.value.slice(0, textarea.selectionStart);
    const lead = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    // execCommand is old, but the only way that keeps the writer's undo.
    if (!document.execCommand("insertText", false, `${lead}${text}\n\n`)) {
      textarea.setRangeText(`${lead}${text}\n\n`, textarea.selectionStart, textarea.selectionEnd, "end");
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

class Upload {
  constructor(editor, file) {
    this.editor = editor;
    this.file = file;
    const id = `markdown-upload-${Upload.count++}`;
    this.alt = make("input", { type: "text", id, maxLength: 500, autocomplete: "off" });
    this.decorative = make("input", { type: "checkbox", id: `${id}-decorative` });
    this.go = make("button", { type: "button", textContent: "Upload and insert" });
    this.stop = make("button", { type: "button", className: "markdown-cancel", textContent: "Cancel" });
    this.progress = make("progress", { max: 100, value: 0, hidden: true });
    this.progress.setAttribute("aria-label", `Uploading ${file.name}`);
    this.message = make("p", { className: "markdown-status" });
    this.message.setAttribute("role", "alert");
    this.panel = make("div", { className: "markdown-upload" },
      make("p", { className: "markdown-file", textContent: file.name }),
      make("label", { htmlFor: id, textContent: "What does the picture show? (For readers who do not see it.)" }), this.alt,
      make("label", { className: "markdown-check", htmlFor: this.decorative.id }, this.decorative, " It is decoration: it says nothing that the text does not."),
      make("div", { className: "markdown-bar" }, this.go, this.stop, this.progress), this.message);
    this.panel.setAttribute("role", "group");
    this.panel.setAttribute("aria-label", `Add ${file.name}`);
    this.go.addEventListener("click", () => this.send());
    this.stop.addEventListener("click", () => this.close());
    this.panel.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === this.alt) {
        event.preventDefault();
        this.send();
      } else if (event.key === "Escape") {
        this.close();
      }
    });
    const problem = this.unfit();
    if (problem) {
      this.say(problem);
      this.go.disabled = this.alt.disabled = this.decorative.disabled = true;
    }
  }

  unfit() {
    const limit = Number(this.editor.textarea.dataset.uploadBytes);
    if (this.file.size > limit) return `This file has ${(this.file.size / 1048576).toFixed(1)} MB; at most ${Math.floor(limit / 1048576)} MB can be taken. Save it smaller and try again.`;
    if (this.file.type && !this.file.type.startsWith("image/")) return "This is not a picture. Choose a JPEG, PNG, WebP, AVIF or GIF file.";
    return "";
  }

  say(text) {
    this.message.textContent = text;
    this.message.classList.toggle("markdown-error", text !== "");
  }

  close() {
    this.request?.abort();
    this.panel.remove();
    this.editor.textarea.focus();
  }

  busy(is) {
    this.go.disabled = this.alt.disabled = this.decorative.disabled = is;
    this.progress.hidden = !is;
  }

  send() {
    const alt = this.alt.value.trim();
    if (!alt && !this.decorative.checked) {
      this.say("Say what the picture shows, or mark it as decoration.");
      this.alt.focus();
      return;
    }
    this.say("");
    this.busy(true);
    const body = new FormData();
    body.set("image", this.file);
    body.set("alt", alt);
    if (this.decorative.checked) body.set("is_decorative", "on");
    const request = new XMLHttpRequest();
    this.request = request;
    request.open("POST", this.editor.textarea.dataset.uploadUrl);
    request.setRequestHeader("X-CSRFToken", token(this.editor.textarea));
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable && event.loaded < event.total) this.progress.value = (100 * event.loaded) / event.total;
      else this.progress.removeAttribute("value");
    });
    request.addEventListener("load", () => this.answered(request));
    request.addEventListener("error", () => this.failed(UNREACHABLE));
    request.send(body);
  }

  answered(request) {
    let code;
    try {
      code = request.status === 200 && JSON.parse(request.responseText).image_code;
    } catch {
      code = undefined;
    }
    if (!code) {
      this.failed(sentence(request.status, request.responseText, "The upload"));
      return;
    }
    this.panel.remove();
    this.editor.insert(code);
  }

  failed(text) {
    this.busy(false);
    this.say(text);
    this.alt.focus();
  }
}
Upload.count = 0;

function start(root) {
  for (const textarea of root.querySelectorAll(".markdownx-editor")) {
    const frame = textarea.closest(".markdownx");
    const preview = frame?.querySelector(".markdownx-preview");
    // The hidden row that others are cloned from gets no editor; its clones do, on formset:added.
    if (!preview || ready.has(textarea) || textarea.closest(".empty-form")) continue;
    ready.add(textarea);
    new Editor(frame, textarea, preview);
  }
}

document.addEventListener("formset:added", (event) => start(event.target));
start(document);
